import fc from 'fast-check';
import type { TestApi } from './api.js';

/** What may happen to a worker, as dice: which of his memberships, leaves or assignments is the number modulo how many there are. */
export type Step =
  | { does: 'PATTERN'; from: string; stated: object }
  | { does: 'JOIN'; department: number; from: string; to: string | null; share: number }
  | { does: 'LEAVE_DEPARTMENT' | 'REMOVE_MEMBERSHIP'; which: number; on: string }
  | { does: 'TIME_OFF'; from: string; to: string; minutesPerDay: number | null }
  | { does: 'CANCEL_TIME_OFF'; which: number }
  | { does: 'MOVE_REGION'; region: string | null }
  | { does: 'MOVE_ZONE'; timeZone: string }
  | { does: 'TIME_OFF_HOURS'; startsAt: string; endsAt: string }
  | { does: 'PROPOSE'; load: object }
  | { does: 'CONFIRM' | 'CANCEL' | 'REJECT'; which: number }
  | { does: 'OVERBOOK'; which: number }
  | { does: 'UPDATE'; which: number; load: object }
  | { does: 'RELEASE' | 'TERMINATE'; which: number; on: string };

export interface History {
  kind: 'STAFF' | 'FREELANCER';
  hasPattern: boolean;
  isEngaged: boolean;
  steps: Step[];
}

/** Where histories take place. */
export interface Stage {
  today: string;
  departmentIds: readonly string[];
  region: string;
  objectiveId: string;
}

const DAY_MS = 86_400_000;

/** From a year and a half before today to two and a half years behind it: beyond all that is stored. */
export function histories({ today, region }: Stage): fc.Arbitrary<History> {
  const dayAt = (offset: number) => new Date(Date.parse(today) + offset * DAY_MS).toISOString().slice(0, 10);
  const day = fc.integer({ min: -500, max: 900 }).map(dayAt);
  const range = fc
    .tuple(
      fc.integer({ min: -500, max: 900 }),
      fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 500 })),
    )
    .map(([from, length]) => ({ from: dayAt(from), to: dayAt(from + length) }));
  const openRange = fc
    .tuple(range, fc.boolean())
    .map(([{ from, to }, isOpen]) => ({ from, to: isOpen ? null : to }));
  const which = fc.nat({ max: 5 });
  const minutes = fc.array(fc.constantFrom(0, 240, 333, 480, 500), { minLength: 7, maxLength: 7 });
  const stated = minutes.map((of) => ({ minutes: of }));
  const windows = fc.constantFrom(
    {
      windows: [
        ...Array(5).fill([
          { start: '08:00', end: '12:00' },
          { start: '13:00', end: '17:30' },
        ]),
        [],
        [],
      ],
    },
    // On Fridays until Saturday.
    { windows: [[], [], [], [], [{ start: '22:00', end: '24:00' }], [{ start: '00:00', end: '06:00' }], []] },
  );
  const flexible = fc.constant({ weeklyMinutes: 1_501, workingDays: ['MONDAY', 'WEDNESDAY', 'SATURDAY'] });
  const perDay = fc.option(fc.integer({ min: 1, max: 700 }), { freq: 3 });
  const rate = fc
    .tuple(openRange, fc.integer({ min: 1, max: 700 }), fc.boolean())
    .map(([dates, minutesPerDay, includeNonWorking]) => ({ ...dates, minutesPerDay, includeNonWorking }));
  const percent = fc
    .tuple(range, fc.integer({ min: 1, max: 10_000 }))
    .map(([dates, share]) => ({ ...dates, percent: (share / 100).toFixed(2) }));
  const total = fc
    .tuple(range, fc.integer({ min: 1, max: 40_000 }))
    .map(([dates, totalMinutes]) => ({ ...dates, totalMinutes }));
  const stretch = fc
    .uniqueArray(fc.integer({ min: -500, max: 900 }), { minLength: 1, maxLength: 6 })
    .map((offsets) => ({
      days: offsets.map((offset) => ({ date: dayAt(offset), minutes: 90 + Math.abs(offset % 400) })),
    }));
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({
      does: fc.constant('PATTERN' as const),
      from: day,
      stated: fc.oneof(stated, windows, flexible),
    }),
    fc
      .tuple(fc.nat({ max: 2 }), openRange, fc.integer({ min: 1, max: 10_000 }))
      .map(([department, dates, share]) => ({ does: 'JOIN' as const, department, ...dates, share })),
    fc.record({
      does: fc.constantFrom('LEAVE_DEPARTMENT' as const, 'REMOVE_MEMBERSHIP' as const),
      which,
      on: day,
    }),
    fc
      .tuple(range, perDay)
      .map(([dates, minutesPerDay]) => ({ does: 'TIME_OFF' as const, ...dates, minutesPerDay })),
    fc.record({ does: fc.constant('CANCEL_TIME_OFF' as const), which }),
    fc.record({ does: fc.constant('MOVE_REGION' as const), region: fc.constantFrom(region, null) }),
    fc.record({
      does: fc.constant('MOVE_ZONE' as const),
      timeZone: fc.constantFrom('Europe/Zurich', 'Pacific/Apia', 'America/New_York'),
    }),
    fc
      .tuple(
        fc.integer({ min: -500, max: 900 }),
        fc.integer({ min: 0, max: 1_439 }),
        fc.integer({ min: 1, max: 4_000 }),
      )
      .map(([offset, minute, length]) => {
        const start = Date.parse(today) + offset * DAY_MS + minute * 60_000;
        const at = (instant: number) => new Date(instant).toISOString();
        return { does: 'TIME_OFF_HOURS' as const, startsAt: at(start), endsAt: at(start + length * 60_000) };
      }),
    fc.oneof(rate, percent, total, stretch).map((load) => ({ does: 'PROPOSE' as const, load })),
    fc.record({
      does: fc.constantFrom('CONFIRM' as const, 'CONFIRM' as const, 'CANCEL' as const, 'REJECT' as const),
      which,
    }),
    fc.record({ does: fc.constant('OVERBOOK' as const), which }),
    fc
      .tuple(which, fc.oneof(rate, percent, total, stretch, range))
      .map(([which, load]) => ({ does: 'UPDATE' as const, which, load })),
    fc.record({ does: fc.constantFrom('RELEASE' as const, 'TERMINATE' as const), which, on: day }),
  );
  return fc.record({
    kind: fc.constantFrom('STAFF' as const, 'FREELANCER' as const),
    hasPattern: fc.oneof(
      { weight: 4, arbitrary: fc.constant(true) },
      { weight: 1, arbitrary: fc.constant(false) },
    ),
    isEngaged: fc.oneof(
      { weight: 9, arbitrary: fc.constant(true) },
      { weight: 1, arbitrary: fc.constant(false) },
    ),
    steps: fc.array(step, { minLength: 1, maxLength: 10 }),
  });
}

interface Thing {
  id: string;
  version: number;
}

const mutation = (field: string, type: string, selection = 'id version') =>
  `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`;

const WORKER = mutation('workerCreate', 'WorkerCreateInput', 'id version engagements { id version }');
const OVERBOOK = `mutation ($input: AssignmentTransitionInput!) {
  assignmentConfirm(input: $input, override: { reason: "Because." }) { id version } }`;

/** Lives a history through the API; what is refused did not happen. Answers who lived it and how many steps were taken. */
export async function live(
  as: ReturnType<TestApi['as']>,
  { departmentIds, region, objectiveId }: Stage,
  { kind, hasPattern, isEngaged, steps }: History,
): Promise<{ workerId: string; taken: number }> {
  let taken = 0;
  const run = async (query: string, input: object): Promise<Thing & Record<string, unknown>> => {
    const { data, errors } = await as.run(query, { input });
    const code = errors?.[0]?.extensions.code;
    if (errors && !['CONFLICT', 'BAD_USER_INPUT', 'NOT_FOUND'].includes(code))
      throw new Error(`${JSON.stringify(errors)} on ${JSON.stringify(input)}`);
    if (errors) return { id: '', version: 0 };
    taken += 1;
    return Object.values(data as object)[0];
  };
  const engagement = {
    from: '2025-03-03',
    ...(hasPattern && { pattern: { minutes: [480, 480, 480, 480, 240, 0, 0] } }),
  };
  const worker = await run(WORKER, {
    kind,
    name: 'Somebody',
    timeZone: 'Europe/Zurich',
    region,
    ...(isEngaged && { engagement: { ...engagement, state: 'READY' } }),
    memberships: [{ departmentId: departmentIds[0], from: '2025-06-02', share: '60' }],
  });
  const workerId = worker.id;
  const [engaged] = worker.engagements as Thing[];
  const memberships: Thing[] = [];
  const leaves: Thing[] = [];
  const assignments: Thing[] = [];
  const change = async (things: Thing[], which: number, query: string, more: object = {}) => {
    const thing = things[which % things.length];
    if (!thing) return;
    const { version } = await run(query, { id: thing.id, expectedVersion: thing.version, ...more });
    if (version) thing.version = version;
  };
  const add = async (things: Thing[], query: string, input: object) => {
    const { id, version } = await run(query, { ...input });
    if (id) things.push({ id, version });
  };
  let workerVersion = worker.version;

  for (const step of steps) {
    switch (step.does) {
      case 'PATTERN':
        if (engaged)
          await run(mutation('workPatternSet', 'WorkPatternSetInput'), {
            engagementId: engaged.id,
            from: step.from,
            ...step.stated,
          });
        break;
      case 'JOIN':
        await add(memberships, mutation('membershipCreate', 'MembershipCreateInput'), {
          workerId,
          departmentId: departmentIds[step.department],
          from: step.from,
          to: step.to,
          share: (step.share / 100).toFixed(2),
        });
        break;
      case 'LEAVE_DEPARTMENT':
        await change(memberships, step.which, mutation('membershipEnd', 'MembershipEndInput'), {
          on: step.on,
        });
        break;
      case 'REMOVE_MEMBERSHIP':
        await change(memberships, step.which, mutation('membershipRemove', 'MembershipRemoveInput', 'id'));
        break;
      case 'TIME_OFF':
        await add(leaves, mutation('timeOffRequest', 'TimeOffRequestInput'), {
          workerId,
          from: step.from,
          to: step.to,
          minutesPerDay: step.minutesPerDay,
          kind: 'VACATION',
        });
        await change(leaves, leaves.length - 1, mutation('timeOffApprove', 'TimeOffTransitionInput'));
        break;
      case 'TIME_OFF_HOURS':
        await add(leaves, mutation('timeOffRequest', 'TimeOffRequestInput'), {
          workerId,
          startsAt: step.startsAt,
          endsAt: step.endsAt,
          kind: 'VACATION',
        });
        await change(leaves, leaves.length - 1, mutation('timeOffApprove', 'TimeOffTransitionInput'));
        break;
      case 'CANCEL_TIME_OFF':
        await change(leaves, step.which, mutation('timeOffCancel', 'TimeOffTransitionInput'));
        break;
      case 'MOVE_REGION':
      case 'MOVE_ZONE': {
        const { does: _, ...moved } = step;
        const { version } = await run(mutation('workerUpdate', 'WorkerUpdateInput'), {
          id: workerId,
          expectedVersion: workerVersion,
          ...moved,
        });
        if (version) workerVersion = version;
        break;
      }
      case 'PROPOSE':
        await add(assignments, mutation('assignmentPropose', 'AssignmentProposeInput'), {
          workerId,
          objectiveId,
          ...step.load,
        });
        break;
      case 'CONFIRM':
        await change(assignments, step.which, mutation('assignmentConfirm', 'AssignmentTransitionInput'));
        break;
      case 'OVERBOOK':
        await change(assignments, step.which, OVERBOOK);
        break;
      case 'UPDATE':
        await change(
          assignments,
          step.which,
          mutation('assignmentUpdate', 'AssignmentUpdateInput'),
          step.load,
        );
        break;
      case 'CANCEL':
        await change(assignments, step.which, mutation('assignmentCancel', 'AssignmentTransitionInput'));
        break;
      case 'REJECT':
        await change(assignments, step.which, mutation('assignmentReject', 'AssignmentTransitionInput'));
        break;
      case 'RELEASE':
        await change(assignments, step.which, mutation('assignmentActivate', 'AssignmentTransitionInput'));
        await change(assignments, step.which, mutation('assignmentRelease', 'AssignmentReleaseInput'), {
          lastDay: step.on,
        });
        break;
      case 'TERMINATE':
        if (engaged)
          await change([engaged], 0, mutation('engagementTerminate', 'EngagementTerminateInput'), {
            on: step.on,
            reason: 'Because.',
          });
        break;
    }
  }
  return { workerId, taken };
}
