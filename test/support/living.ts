import { type ExecutionResult, execute, parse } from 'graphql';
import type { TestApi } from './api.js';
import type { History, Step } from './history.js';

/** Where histories take place. */
export interface Stage {
  departmentIds: readonly string[];
  region: string;
  objectiveId: string;
}

/** Where many do: the regions are theirs in turn. */
export interface Stages extends Omit<Stage, 'region'> {
  regions: readonly string[];
}

interface Thing {
  id: string;
  version: number;
}

type Answer = Thing & Record<string, unknown>;

/** A mutation that a life asks for; it is told what came of it, null where it was refused. */
interface Request {
  readonly mutation: string;
  readonly input: object;
}

type Acts<T = void> = Generator<Request, T, Answer | null>;

/** Somebody whose history goes on. */
interface Life {
  readonly history: History;
  readonly region: string;
  readonly acts: Acts;
  next: Request | null;
  workerId: string;
}

export interface Lived {
  readonly workerId: string;
  readonly region: string;
  readonly history: History;
}

/** What happened in a round. */
export interface Round {
  /** To whom something happened that was not refused; of holidays, to all of the region. */
  readonly changed: readonly Lived[];
  readonly asked: number;
  readonly taken: number;
}

/** Lives one history through the API. Answers who lived it and how many steps were taken. */
export async function live(
  { run }: Pick<ReturnType<TestApi['as']>, 'run'>,
  stage: Stage,
  history: History,
): Promise<{ workerId: string; taken: number }> {
  const acts = actsOf(stage, history);
  let [workerId, taken] = ['', 0];
  for (let turn = acts.next(); !turn.done; ) {
    const { mutation, input } = turn.value;
    const answer = answered(await run(mutation, { input }), input);
    if (answer) taken += 1;
    if (answer && mutation.includes('workerCreate')) workerId = answer.id;
    turn = acts.next(answer);
  }
  return { workerId, taken };
}

const AT_A_TIME = 8;

/**
 * Lives many histories side by side in one organisation, through the schema: in each round everybody takes one step.
 * What is refused did not happen. After each round it waits for whoever looks at what became of it.
 */
export async function* liveTogether(
  api: TestApi,
  subject: string,
  { regions, ...stage }: Stages,
  histories: readonly History[],
): AsyncGenerator<Round> {
  const lives = histories.map((history, index): Life => {
    const region = regions[index % regions.length]!;
    const life = { history, region, workerId: '', next: null as Request | null };
    const acts = actsOf({ ...stage, region }, history);
    return Object.assign(life, { acts, next: acts.next().value ?? null });
  });
  for (;;) {
    const asking = lives.filter(({ next }) => next !== null);
    if (asking.length === 0) return;
    const changed = new Set<Life>();
    let taken = 0;
    const waiting = [...asking];
    const takeTurns = async () => {
      for (let life = waiting.pop(); life; life = waiting.pop()) {
        const { mutation } = life.next!;
        const answer = await perform(api, subject, life.next!);
        life.next = life.acts.next(answer).value ?? null;
        if (!answer) continue;
        if (mutation.includes('workerCreate')) life.workerId = answer.id;
        taken += 1;
        changed.add(life);
        if (mutation.includes('holiday'))
          for (const other of lives) if (other.region === life.region) changed.add(other);
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, takeTurns));
    yield { changed: [...changed].filter(({ workerId }) => workerId), asked: asking.length, taken };
  }
}

const documents = new Map<string, ReturnType<typeof parse>>();

async function perform(
  { schema, contexts }: TestApi,
  subject: string,
  { mutation, input }: Request,
): Promise<Answer | null> {
  const document = documents.get(mutation) ?? parse(mutation);
  documents.set(mutation, document);
  const contextValue = await contexts.forSubject(subject, { requestId: 'history' });
  // The publisher looks for itself, and takes the changes of many at once: one by one, they cost it more than all else.
  Object.defineProperty(contextValue, 'committed', { value: () => {} });
  return answered(
    (await execute({ schema, document, contextValue, variableValues: { input } })) as ExecutionResult,
    input,
  );
}

interface Said {
  data?: Record<string, unknown> | null;
  errors?: readonly { extensions: Record<string, unknown> }[];
}

/** Null for what was refused. @throws Error for what went wrong */
function answered({ data, errors }: Said, input: object): Answer | null {
  if (!errors) return Object.values(data!)[0] as Answer;
  if (['CONFLICT', 'BAD_USER_INPUT', 'NOT_FOUND'].includes(errors[0]!.extensions.code as string)) return null;
  throw new Error(`${JSON.stringify(errors)} on ${JSON.stringify(input)}`, { cause: errors[0] });
}

const mutation = (field: string, type: string, selection = 'id version') =>
  `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`;

const ENGAGEMENT = 'engagements { id version patterns { id version } }';
const OVERBOOK = `mutation ($input: AssignmentTransitionInput!) {
  assignmentConfirm(input: $input, override: { reason: "Because." }) { id version } }`;

/** Asks for one thing; answers it. */
function* ask(mutation: string, input: object): Acts<Answer | null> {
  return yield { mutation, input };
}

function* add(things: Thing[], mutation: string, input: object): Acts {
  const added = yield* ask(mutation, input);
  if (added) things.push({ id: added.id, version: added.version });
}

function* change(things: Thing[], which: number, mutation: string, more: object = {}): Acts {
  const thing = things[which % things.length];
  if (!thing) return;
  const changed = yield* ask(mutation, { id: thing.id, expectedVersion: thing.version, ...more });
  if (changed?.version) thing.version = changed.version;
}

/** What a worker has, and has had. */
class Belongings {
  readonly engagements: Thing[] = [];
  readonly patterns: Thing[] = [];
  readonly memberships: Thing[] = [];
  readonly leaves: Thing[] = [];
  readonly assignments: Thing[] = [];
  readonly holidays: Thing[] = [];
  readonly self: Thing[] = [];
}

function* actsOf(stage: Stage, { kind, hasPattern, isEngaged, steps }: History): Acts {
  const { region } = stage;
  const has = new Belongings();
  const engagement = {
    from: '2025-03-03',
    state: 'READY',
    ...(hasPattern && { pattern: { minutes: [480, 480, 480, 480, 240, 0, 0] } }),
  };
  const worker = yield* ask(mutation('workerCreate', 'WorkerCreateInput', `id version ${ENGAGEMENT}`), {
    kind,
    name: 'Somebody',
    timeZone: 'Europe/Zurich',
    region,
    ...(isEngaged && { engagement }),
    memberships: [{ departmentId: stage.departmentIds[0], from: '2025-06-02', share: '60' }],
  });
  has.self.push(worker!);
  for (const { patterns, ...engaged } of worker!.engagements as (Thing & { patterns: Thing[] })[]) {
    has.engagements.push(engaged);
    has.patterns.push(...patterns);
  }
  for (const step of steps) yield* take(step, { ...stage, has });
}

type Surroundings = Stage & { has: Belongings };

function* take(step: Step, { has, region, departmentIds, objectiveId }: Surroundings): Acts {
  const workerId = has.self[0]!.id;
  const { engagements, patterns, memberships, leaves, assignments } = has;
  switch (step.does) {
    case 'ENGAGE': {
      const { from, to, minutes } = step;
      const pattern = minutes && { minutes };
      const input = { workerId, from, to, state: 'READY', pattern };
      return yield* add(engagements, mutation('engagementCreate', 'EngagementCreateInput'), input);
    }
    case 'REVISE': {
      const { does: _, which, ...dates } = step;
      return yield* change(engagements, which, mutation('engagementUpdate', 'EngagementUpdateInput'), dates);
    }
    case 'CANCEL_ENGAGEMENT':
      return yield* change(
        engagements,
        step.which,
        mutation('engagementCancel', 'EngagementTransitionInput'),
      );
    case 'TERMINATE': {
      // Only what is active is terminated.
      yield* change(engagements, step.which, mutation('engagementActivate', 'EngagementTransitionInput'));
      const terminate = mutation('engagementTerminate', 'EngagementTerminateInput');
      return yield* change(engagements, step.which, terminate, { on: step.on, reason: 'Because.' });
    }
    case 'PATTERN': {
      const engaged = engagements[step.which % engagements.length];
      const input = { engagementId: engaged?.id, from: step.from, ...step.stated };
      if (engaged) yield* add(patterns, mutation('workPatternSet', 'WorkPatternSetInput'), input);
      return;
    }
    case 'REMOVE_PATTERN':
      return yield* change(
        patterns,
        step.which,
        mutation('workPatternRemove', 'WorkPatternRemoveInput', 'id'),
      );
    case 'JOIN': {
      const { from, to, share } = step;
      const departmentId = departmentIds[step.department];
      return yield* add(memberships, mutation('membershipCreate', 'MembershipCreateInput'), {
        workerId,
        departmentId,
        from,
        to,
        share: (share / 100).toFixed(2),
      });
    }
    case 'SHARE':
      return yield* change(memberships, step.which, mutation('membershipUpdate', 'MembershipUpdateInput'), {
        share: (step.share / 100).toFixed(2),
      });
    case 'LEAVE_DEPARTMENT': {
      const { on } = step;
      return yield* change(memberships, step.which, mutation('membershipEnd', 'MembershipEndInput'), { on });
    }
    case 'REMOVE_MEMBERSHIP':
      return yield* change(
        memberships,
        step.which,
        mutation('membershipRemove', 'MembershipRemoveInput', 'id'),
      );
    case 'TIME_OFF':
    case 'TIME_OFF_HOURS': {
      const { does: _, ...days } = step;
      const count = leaves.length;
      const input = { workerId, kind: 'VACATION', ...days };
      yield* add(leaves, mutation('timeOffRequest', 'TimeOffRequestInput'), input);
      if (leaves.length > count)
        yield* change(leaves, count, mutation('timeOffApprove', 'TimeOffTransitionInput'));
      return;
    }
    case 'CANCEL_TIME_OFF':
      return yield* change(leaves, step.which, mutation('timeOffCancel', 'TimeOffTransitionInput'));
    case 'MOVE_REGION':
    case 'MOVE_ZONE': {
      const moved =
        step.does === 'MOVE_ZONE' ? { timeZone: step.timeZone } : { region: step.isAtHome ? region : null };
      return yield* change(has.self, 0, mutation('workerUpdate', 'WorkerUpdateInput'), moved);
    }
    case 'IMPORT_HOLIDAYS': {
      const { from, to } = step;
      yield* ask(mutation('holidayRegionLoad', 'HolidayRegionLoadInput'), { code: region, from, to });
      return;
    }
    case 'ADD_HOLIDAY': {
      const { day, minutes } = step;
      const name = `Of ${workerId}`;
      return yield* add(has.holidays, mutation('holidayCreate', 'HolidayCreateInput'), {
        region,
        day,
        name,
        minutes,
      });
    }
    case 'REMOVE_HOLIDAY':
      return yield* change(has.holidays, step.which, mutation('holidayRemove', 'HolidayRemoveInput', 'id'));
    case 'PROPOSE':
      return yield* add(assignments, mutation('assignmentPropose', 'AssignmentProposeInput'), {
        workerId,
        objectiveId,
        ...step.load,
      });
    case 'OVERBOOK':
      return yield* change(assignments, step.which, OVERBOOK);
    case 'UPDATE':
      return yield* change(
        assignments,
        step.which,
        mutation('assignmentUpdate', 'AssignmentUpdateInput'),
        step.load,
      );
    case 'CONFIRM':
    case 'CANCEL':
    case 'REJECT': {
      const verb = { CONFIRM: 'Confirm', CANCEL: 'Cancel', REJECT: 'Reject' }[step.does];
      return yield* change(
        assignments,
        step.which,
        mutation(`assignment${verb}`, 'AssignmentTransitionInput'),
      );
    }
    case 'RELEASE': {
      yield* change(assignments, step.which, mutation('assignmentActivate', 'AssignmentTransitionInput'));
      const release = mutation('assignmentRelease', 'AssignmentReleaseInput');
      return yield* change(assignments, step.which, release, { lastDay: step.on });
    }
  }
}
