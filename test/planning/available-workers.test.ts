import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { assigned, objectiveOf } from '../support/assignments.js';
import { account, accountOf, OFFICE_HOURS, skill, staffed } from '../support/company.js';
import { graphql } from '../support/graphql.js';

const AVAILABLE =
  graphql(`query ($range: DateRangeInput!, $skills: [String!], $minLevel: Int, $minFreeMinutes: Int, $kinds: [WorkerKind!],
    $workModes: [WorkMode!], $overlapWith: OverlapInput, $first: Int, $after: String) {
  availableWorkers(range: $range, skills: $skills, minLevel: $minLevel, minFreeMinutes: $minFreeMinutes, kinds: $kinds,
      workModes: $workModes, overlapWith: $overlapWith, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { worker { name } score freeMinutes effectiveMinutes overlapMinutesPerDay reasons { criterion points text } } } }`);

describe('asking who is free', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const hr = api.as(await account(api, 'hr', 'HR'));
  const range = { from: '2027-02-08', to: '2027-02-12' };
  const {
    department: design,
    ada,
    grace,
  } = await staffed(api, 'Design', ['Ada', 'Grace'], { windows: OFFICE_HOURS });
  const { linus } = await staffed(api, 'Pool', ['Linus'], {
    kind: 'FREELANCER',
    workMode: 'REMOTE',
    timeZone: 'Asia/Kolkata',
    windows: OFFICE_HOURS,
  });
  const sql = await skill(api, 'SQL', [ada, 5], [grace, 2], [linus, 3]);
  const objective = await objectiveOf(api, design, 'Move');
  await assigned(api, ada, objective, { ...range, minutesPerDay: 240 });

  const ask = async (variables: object, as = hr) => {
    const { data, errors } = await as.ask(AVAILABLE, { range, ...variables });
    expect(errors).toBeUndefined();
    return data.availableWorkers;
  };
  const names = async (variables: object, as = hr) =>
    (await ask(variables, as)).nodes.map(({ worker }: { worker: { name: string } }) => worker.name);

  it('ranks by free time and by skill, and says why', async () => {
    const { nodes } = await ask({ skills: [sql.id] });
    expect(nodes).toEqual([
      {
        worker: { name: 'Linus' },
        score: 680,
        freeMinutes: 2400,
        effectiveMinutes: 2400,
        overlapMinutesPerDay: null,
        reasons: [
          { criterion: 'FREE_TIME', points: 500, text: '2400 of 2400 minutes are free.' },
          {
            criterion: 'SKILL_LEVEL',
            points: 180,
            text: 'The levels of the skills asked for add up to 3 of 5.',
          },
        ],
      },
      expect.objectContaining({ worker: { name: 'Grace' }, score: 620 }),
      expect.objectContaining({ worker: { name: 'Ada' }, score: 550, freeMinutes: 1200 }),
    ]);
  });

  it('filters by level, free minutes, kind and work mode', async () => {
    expect(await names({ skills: [sql.id], minLevel: 3 })).toEqual(['Linus', 'Ada']);
    expect(await names({ minFreeMinutes: 1201 })).toHaveLength(2);
    expect(await names({ kinds: ['FREELANCER'] })).toEqual(['Linus']);
    expect(await names({ workModes: ['HYBRID'], skills: [sql.id] })).toEqual(['Grace', 'Ada']);
  });

  it('knows skills by name as well, and says which it does not know', async () => {
    expect(await names({ skills: ['sql'], minLevel: 3 })).toEqual(['Linus', 'Ada']);
    const { errors } = await hr.ask(AVAILABLE, { range, skills: ['SQL', 'Juggling'] });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', reason: 'UNKNOWN_SKILL' } }]);
  });

  it('counts shared working hours across zones, exact to the minute', async () => {
    const overlapWith = { timeZone: 'Europe/Zurich' };
    const { nodes } = await ask({ kinds: ['FREELANCER'], overlapWith });
    expect(nodes[0]!.overlapMinutesPerDay).toBe(210);
    expect(await names({ overlapWith: { ...overlapWith, minMinutes: 211 }, skills: [sql.id] })).toEqual([
      'Grace',
      'Ada',
    ]);
  });

  it('shares nothing with whom nobody knows at what time of the day they work', async () => {
    const { alan } = await staffed(api, 'Night', ['Alan'], { workMode: 'ONSITE' });
    const overlapWith = { timeZone: 'Europe/Zurich' };
    const { nodes } = await ask({ workModes: ['ONSITE'], overlapWith });
    expect(nodes).toMatchObject([
      {
        worker: { name: 'Alan' },
        overlapMinutesPerDay: null,
        reasons: [
          { criterion: 'FREE_TIME' },
          { criterion: 'OVERLAP', points: 0, text: 'At what time of the day they work is not known.' },
        ],
      },
    ]);
    expect(await names({ workModes: ['ONSITE'], overlapWith: { ...overlapWith, minMinutes: 1 } })).toEqual(
      [],
    );
    await api.database.rows('test.archive', 'update worker set archived_at = now() where id = $1', [alan.id]);
  });

  it('goes on behind a cursor', async () => {
    const first = await ask({ skills: [sql.id], first: 2 });
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(await names({ skills: [sql.id], after: first.pageInfo.endCursor })).toEqual(['Ada']);
  });

  it('offers a worker his own departments only', async () => {
    const colleague = api.as(await accountOf(api, grace, 'grace', 'WORKER'));
    expect(await names({ skills: [sql.id] }, colleague)).toEqual(['Grace', 'Ada']);
  });

  it('hears of all that is wrong at once', async () => {
    const { errors } = await hr.ask(AVAILABLE, {
      range: { from: '2027-02-08', to: '2027-02-01' },
      minLevel: 6,
      minFreeMinutes: -1,
      first: 0,
      after: 'x',
    });
    const faults = errors![0]!.extensions.details.faults.map(({ reason }: { reason: string }) => reason);
    expect(faults).toEqual(['REVERSED_RANGE', 'LEVEL', 'NEGATIVE', 'PAGE_SIZE', 'CURSOR']);
  });
});
