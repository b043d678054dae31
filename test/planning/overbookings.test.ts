import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { startApi } from '../support/api.js';
import { assigned, objectiveOf } from '../support/assignments.js';
import { account, accountOf, staffed } from '../support/company.js';

const OVERBOOKINGS = `query ($range: DateRangeInput!, $scope: CapacityScopeInput, $includeFeasible: Boolean, $first: Int, $after: String) {
  overbookings(range: $range, scope: $scope, includeFeasible: $includeFeasible, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { worker { name } isFeasible minutesOver unscheduledMinutes
      evenLoadPeak { date confirmedMinutes effectiveMinutes }
      daysWithoutCapacity { date confirmedMinutes effectiveMinutes }
      overbookings { from to minutesOver availableMinutes lines { minutes assignment { id } objective { title } } } } } }`;

describe('asking who is overbooked', async () => {
  const api = await startApi({ now: () => new Date('2027-02-01T12:00:00Z') });
  const hr = api.as(await account(api, 'hr', 'HR'));
  const { department: design, ada, grace, kay } = await staffed(api, 'Design', ['Ada', 'Grace', 'Kay']);
  const { linus } = await staffed(api, 'Lab', ['Linus']);
  const [move, rest] = [await objectiveOf(api, design, 'Move'), await objectiveOf(api, design, 'Rest')];
  const week = { from: '2027-02-08', to: '2027-02-14' };

  const inAll = async (person: { id: string }, minutes: number, range: { from: string; to: string }) => {
    const id = uuidv7();
    await api.database.rows(
      'test.total',
      `insert into assignment (id, worker_id, objective_id, "from", "to", load, total_minutes, state)
       values ($1, $2, $3, $4, $5, 'TOTAL', $6, 'CONFIRMED')`,
      [id, person.id, move.id, range.from, range.to, minutes],
    );
    return { id };
  };
  const ask = async (variables: object = {}, as = hr) => {
    const { data, errors } = await as.run(OVERBOOKINGS, { range: week, ...variables });
    expect(errors).toBeUndefined();
    return data.overbookings;
  };
  const names = (page: { nodes: { worker: { name: string } }[] }) =>
    page.nodes.map(({ worker }) => worker.name);

  // Ada has 3,000 minutes to do in a week of 2,400, and 60 a day from Wednesday on besides.
  const total = await inAll(ada, 3_000, { from: '2027-02-08', to: '2027-02-12' });
  const daily = await assigned(api, ada, rest, { from: '2027-02-10', to: '2027-02-12', minutesPerDay: 60 });
  // Grace's total can move to where there is room, though an even load is over.
  await inAll(grace, 960, { from: '2027-02-08', to: '2027-02-11' });
  await assigned(api, grace, move, { from: '2027-02-08', to: '2027-02-09', minutesPerDay: 480 });
  // Linus has a total on a weekend.
  await inAll(linus, 120, { from: '2027-02-13', to: '2027-02-14' });

  it('names the windows, what forces them, and how full the fullest day is', async () => {
    const { nodes, totalCount } = await ask({ scope: { workerIds: [ada.id] } });
    expect(totalCount).toBe(1);
    expect(nodes).toEqual([
      {
        worker: { name: 'Ada' },
        isFeasible: false,
        minutesOver: 780,
        unscheduledMinutes: 0,
        evenLoadPeak: { date: '2027-02-10', confirmedMinutes: 660, effectiveMinutes: 480 },
        daysWithoutCapacity: [],
        overbookings: [
          {
            from: '2027-02-08',
            to: '2027-02-12',
            minutesOver: 780,
            availableMinutes: 2_400,
            lines: [
              { minutes: 3_000, assignment: total, objective: { title: 'Move' } },
              { minutes: 180, assignment: daily, objective: { title: 'Rest' } },
            ],
          },
        ],
      },
    ]);
  });

  it('counts a total without capacity, which is over on no day', async () => {
    const { nodes } = await ask({ scope: { workerIds: [linus.id] } });
    expect(nodes).toMatchObject([
      { isFeasible: false, minutesOver: 120, unscheduledMinutes: 120, evenLoadPeak: { confirmedMinutes: 0 } },
    ]);
  });

  it('leaves out those whose minutes can move, unless asked for them', async () => {
    expect(names(await ask())).toEqual(['Ada', 'Linus']);
    const all = await ask({ includeFeasible: true });
    expect(names(all)).toEqual(['Ada', 'Grace', 'Linus']);
    expect(all.nodes[1]).toMatchObject({
      isFeasible: true,
      minutesOver: 0,
      overbookings: [],
      evenLoadPeak: { date: '2027-02-08', confirmedMinutes: 720, effectiveMinutes: 480 },
    });
  });

  it('judges by whole assignments, and shows the windows that meet the range', async () => {
    const friday = { from: '2027-02-12', to: '2027-02-12' };
    expect((await ask({ range: friday })).nodes).toMatchObject([
      { worker: { name: 'Ada' }, overbookings: [{ from: '2027-02-08', to: '2027-02-12', minutesOver: 780 }] },
    ]);
    expect(names(await ask({ range: { from: '2027-03-01', to: '2027-03-31' } }))).toEqual([]);
  });

  it('asks about a department, page by page', async () => {
    expect(names(await ask({ scope: { departmentId: design.id } }))).toEqual(['Ada']);
    const first = await ask({ first: 1 });
    expect([names(first), first.totalCount, first.pageInfo.hasNextPage]).toEqual([['Ada'], 2, true]);
    const second = await ask({ first: 1, after: first.pageInfo.endCursor });
    expect([names(second), second.totalCount, second.pageInfo.hasNextPage]).toEqual([['Linus'], 2, false]);
  });

  it('shows nobody out of reach, and of the work of others only its minutes', async () => {
    const own = api.as(await accountOf(api, kay, 'kay', 'WORKER'));
    const page = await ask({}, own);
    expect(names(page)).toEqual(['Ada']);
    expect(page.nodes[0].overbookings[0].lines).toEqual([
      { minutes: 3_180, assignment: null, objective: null },
    ]);
    const { errors } = await own.run(OVERBOOKINGS, { range: week, scope: { workerIds: [linus.id] } });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);

    const lead = api.as(await account(api, 'lead', { role: 'PROJECT_LEAD', objectiveId: rest.id }));
    const seen = await ask({ scope: { workerIds: [ada.id] } }, lead);
    expect(seen.nodes[0].overbookings[0].lines).toEqual([
      { minutes: 180, assignment: daily, objective: { title: 'Rest' } },
      { minutes: 3_000, assignment: null, objective: null },
    ]);
  });

  it('asks the database as often about many as about one', async () => {
    const counts: number[] = [];
    for (const workerIds of [[ada.id], [ada.id, grace.id, linus.id]]) {
      const answer = await hr.run(OVERBOOKINGS, { range: week, scope: { workerIds }, includeFeasible: true });
      counts.push(answer.queries);
    }
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts[1]).toBe(counts[0]);
  });

  it('says all that is wrong with a question', async () => {
    const { errors } = await hr.run(OVERBOOKINGS, {
      range: { from: '2027-02-02', to: '2027-02-01' },
      first: 0,
      after: 'nowhere',
    });
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'BAD_USER_INPUT',
          details: { faults: [{ reason: 'REVERSED_RANGE' }, { reason: 'PAGE_SIZE' }, { reason: 'CURSOR' }] },
        },
      },
    ]);
  });
});
