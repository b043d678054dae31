import type { DateRange } from '../time/date-range.js';
import { daysBetween } from '../time/local-date.js';
import { ExpertiseCriterion, type ExpertiseEvidence, type ExpertiseReason, Similarity } from './expertise.js';

/** How much of the work on an objective counts, in percent. */
const COUNTED: Readonly<Record<Similarity, number>> = {
  SAME: 100,
  BELOW: 50,
  ABOVE: 50,
  DEPENDENCY: 50,
  SKILL: 50,
  DEPARTMENT: 20,
};

const HIGHEST_LEVEL = 5;
const WEEKS_OF_FULL_POINTS = 26;

/** The closest first. */
export const inOrder = (similarities: readonly Similarity[]): Similarity[] =>
  Object.values(Similarity).filter((each) => similarities.includes(each));

/** In percent, by the closest of them. */
export const countedPercent = (similarities: readonly Similarity[]): number =>
  Math.max(...similarities.map((each) => COUNTED[each]));

/** What it counts for: hundredths of minutes. */
export const countedWork = ({ minutes, countedPercent }: ExpertiseEvidence): number =>
  minutes * countedPercent;

export interface Experience {
  /** Of the wanted skills, 0 where one is not had. */
  readonly levels: readonly number[];
  readonly evidence: readonly ExpertiseEvidence[];
}

/** By what experience is judged. */
export interface Measure {
  /** Which days; today is the last one. */
  readonly range: DateRange;
  /** Minutes of a full-time week. */
  readonly standardWeekMinutes: number;
}

/** What somebody's experience is judged by, each part with its points. The same facts give the same points to everybody. */
export function reasonsOf({ levels, evidence }: Experience, measure: Measure): ExpertiseReason[] {
  const parts = [similarWork(evidence, measure), recentWork(evidence, measure.range)];
  return levels.length > 0 ? [skillLevel(levels), ...parts] : parts;
}

function skillLevel(levels: readonly number[]): ExpertiseReason {
  const sum = levels.reduce((a, b) => a + b, 0);
  const highest = HIGHEST_LEVEL * levels.length;
  return {
    criterion: ExpertiseCriterion.SKILL_LEVEL,
    points: Math.floor((400 * sum) / highest),
    text: `The levels of the skills that are wanted add up to ${sum} of ${highest}.`,
  };
}

function similarWork(
  evidence: readonly ExpertiseEvidence[],
  { standardWeekMinutes }: Measure,
): ExpertiseReason {
  const minutes = evidence.reduce((sum, each) => sum + each.minutes, 0);
  const counted = Math.floor(evidence.reduce((sum, each) => sum + countedWork(each), 0) / 100);
  const full = WEEKS_OF_FULL_POINTS * standardWeekMinutes;
  return {
    criterion: ExpertiseCriterion.SIMILAR_WORK,
    points: Math.floor((400 * Math.min(counted, full)) / full),
    text: `${minutes} minutes on similar objectives count as ${counted}; ${full} give all points.`,
  };
}

function recentWork(evidence: readonly ExpertiseEvidence[], { from, to }: DateRange): ExpertiseReason {
  const criterion = ExpertiseCriterion.RECENT_WORK;
  if (evidence.length === 0) return { criterion, points: 0, text: 'There is no similar work.' };
  const lastOn = evidence.map((each) => each.lastOn).reduce((a, b) => (a > b ? a : b));
  const [days, whole] = [daysBetween(from, lastOn), daysBetween(from, to)];
  const points = whole === 0 ? 200 : Math.floor((200 * days) / whole);
  return { criterion, points, text: `Similar work was last done on ${lastOn}.` };
}
