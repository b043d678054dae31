import type { Context } from '../../../src/graphql/context.js';
import { availableWorkers } from '../../../src/planning/available-workers.js';
import { Bucket } from '../../../src/planning/capacity.js';
import { capacityReport } from '../../../src/planning/capacity-report.js';
import type { CapacityScopeInput } from '../../../src/planning/scope.js';
import type { DateRange } from '../../../src/time/date-range.js';
import { addDays, type LocalDate } from '../../../src/time/local-date.js';
import type { Answer } from './answers.js';
import { skills } from './organisation.js';
import { WEEKS } from './size.js';

/** What is asked of Muster, as a function of its own and over HTTP. */
export interface Question {
  readonly name: string;
  /** What the floor reads its answer by. */
  readonly answer: 'sums' | 'people';
  readonly query: string;
  readonly variables: object;
  ask(ctx: Context): Promise<Answer>;
}

const QUARTER = 13;
const PAGE = 25;

/** `subtree` is a department that has an eighth of all departments below it. */
export const questionsFrom = (monday: LocalDate, subtree: string): Question[] => {
  const quarter = rangeOf(monday, QUARTER);
  return [
    capacityOf('organisation, 13 weeks', {}, quarter),
    capacityOf('all departments, 13 weeks', { allDepartments: true }, quarter),
    capacityOf('subtree, 104 weeks', { departmentId: subtree }, rangeOf(monday, WEEKS)),
    whoIsFree('who is free, a rare skill', [skills.rare], quarter),
    whoIsFree('who is free, two skills', [skills.common, skills.second], quarter),
    whoIsFree('who is free, a common skill', [skills.common], quarter),
  ];
};

const rangeOf = (monday: LocalDate, weeks: number): DateRange => ({
  from: monday,
  to: addDays(monday, weeks * 7 - 1),
});

const CAPACITY = `query Capacity($scope: CapacityScopeInput, $range: DateRangeInput!) {
  capacity(scope: $scope, range: $range, bucket: WEEK) {
    lines { department { code } buckets { from effectiveMinutes confirmedMinutes freeMinutes } } } }`;

const capacityOf = (name: string, scope: CapacityScopeInput, range: DateRange): Question => ({
  name,
  answer: 'sums',
  query: CAPACITY,
  variables: { scope, range },
  async ask(ctx) {
    const { lines } = await capacityReport(ctx, scope, range, Bucket.WEEK);
    const cells = lines.flatMap(({ departmentId, buckets }, line) =>
      buckets.map(({ from, effectiveMinutes, confirmedMinutes, freeMinutes }) => ({
        line,
        department_id: departmentId,
        week: from,
        effective: effectiveMinutes,
        confirmed: confirmedMinutes,
        free: freeMinutes,
      })),
    );
    return { cells };
  },
});

const AVAILABLE = `query Available($skills: [String!]!, $range: DateRangeInput!) {
  availableWorkers(skills: $skills, range: $range, first: ${PAGE}) {
    nodes { score freeMinutes effectiveMinutes worker { id name } } } }`;

const whoIsFree = (name: string, skills: string[], range: DateRange): Question => ({
  name,
  answer: 'people',
  query: AVAILABLE,
  variables: { skills, range },
  async ask(ctx) {
    const { nodes } = await availableWorkers(ctx, {
      skills,
      range,
      minLevel: 1,
      minFreeMinutes: 1,
      kinds: null,
      workModes: null,
      overlapWith: null,
      first: PAGE,
      after: null,
    });
    const people = nodes.map(({ workerId, score, freeMinutes, effectiveMinutes }, place) => ({
      place,
      worker_id: workerId,
      score,
      free: freeMinutes,
      effective: effectiveMinutes,
    }));
    return { people };
  },
});
