import type { DemoCalendar } from './calendar.js';
import type { DemoOrganisation } from './organisation.js';
import { idOf } from './random.js';
import { story } from './story.js';

interface KeyResultPlan {
  /** External id. */
  readonly objective: string;
  readonly title: string;
  readonly unit: string;
  readonly direction: 'INCREASE' | 'DECREASE';
  readonly start: number;
  readonly target: number;
  readonly weight: number;
  /** What it was found to be, the latest last, each a month after the one before. */
  readonly found: readonly number[];
}

const keyResultPlans: readonly KeyResultPlan[] = [
  {
    ...{ objective: story.sharedObjective, title: 'Paying customers in Japan', unit: 'customers' },
    ...{ direction: 'INCREASE', start: 0, target: 5_000, weight: 3, found: [250, 1_250] },
  },
  {
    ...{ objective: story.sharedObjective, title: 'Rating in the app stores', unit: 'stars' },
    ...{ direction: 'INCREASE', start: 3.2, target: 4.5, weight: 1, found: [3.4, 3.85] },
  },
  {
    ...{ objective: story.rareSkillObjective, title: 'Programs left on the mainframe', unit: 'programs' },
    ...{ direction: 'DECREASE', start: 140, target: 0, weight: 1, found: [126, 98, 84] },
  },
  {
    ...{ objective: story.missingLinkObjective, title: 'Reports made by hand each month', unit: 'reports' },
    ...{ direction: 'DECREASE', start: 60, target: 5, weight: 1, found: [60] },
  },
  {
    ...{ objective: 'objective-reliable-2', title: 'Minutes to recover', unit: 'minutes' },
    ...{ direction: 'DECREASE', start: 45, target: 5, weight: 1, found: [30, 17] },
  },
  {
    ...{ objective: 'objective-known-3', title: 'Contracts renewed', unit: 'percent' },
    ...{ direction: 'INCREASE', start: 91, target: 96, weight: 1, found: [92, 93.5] },
  },
];

interface DependencyPlan {
  readonly objective: string;
  readonly on: string;
  readonly kind: 'NEEDS_INPUT' | 'BLOCKS' | 'SHARES_RESULT';
}

/** Those who work on either end of one know each other: the link that misses is the one of the story. */
const dependencyPlans: readonly DependencyPlan[] = [
  // The launch in Japan goes on with what is accessible by default.
  { objective: story.sharedObjective, on: 'objective-product-2', kind: 'NEEDS_INPUT' },
  // There is no third region before there is an office in Singapore.
  { objective: 'objective-reliable-1', on: 'objective-asia-2', kind: 'BLOCKS' },
  { objective: 'objective-people-3', on: 'objective-reliable-1', kind: 'NEEDS_INPUT' },
  { objective: 'objective-asia-3', on: 'objective-known-1', kind: 'SHARES_RESULT' },
];

/** Whose progress is stated, and how far it is said to be, in percent. */
export const statedProgress: Readonly<Record<string, string>> = { 'objective-people-4': '40.00' };

export const keyResultRows = ({ objectiveIds }: DemoOrganisation) =>
  keyResultPlans.map(({ objective, found, ...facts }) => ({
    id: idOf(`key-result ${facts.title}`),
    objective_id: objectiveIds.get(objective)!,
    ...facts,
    current: found.at(-1)!,
    version: found.length + 1,
  }));

export interface Found {
  readonly keyResultId: string;
  readonly on: string;
  readonly value: number;
}

/** What was recorded of key results, in order. */
export const foundOf = ({ day }: DemoCalendar): Found[] =>
  keyResultPlans.flatMap(({ title, found }) =>
    found.map((value, i) => ({
      keyResultId: idOf(`key-result ${title}`),
      on: day(-7 - 30 * (found.length - 1 - i)),
      value,
    })),
  );

export const dependencyRows = ({ objectiveIds }: DemoOrganisation) =>
  dependencyPlans.map(({ objective, on, kind }) => {
    const ids = [objectiveIds.get(objective)!, objectiveIds.get(on)!];
    const [own, other] = kind === 'SHARES_RESULT' ? ids.toSorted() : ids;
    return { id: idOf(`dependency ${objective} ${on}`), objective_id: own!, depends_on_id: other!, kind };
  });
