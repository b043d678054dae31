import { v7 as uuidv7 } from 'uuid';
import { overlaps } from '../time/date-range.js';
import { type LocalDate, mondayOf } from '../time/local-date.js';
import type { EngagementState } from '../workforce/engagement.js';
import type { RowFaults } from './row-faults.js';
import type { ReadEngagement } from './worker-row.js';

export interface StoredPattern {
  readonly id: string;
  readonly from: LocalDate;
  readonly anchor: LocalDate;
  readonly minutes: readonly number[];
  readonly version: number;
}

/** One that gives capacity: READY, ACTIVE, ENDED or TERMINATED. */
export interface StoredEngagement {
  readonly id: string;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  readonly state: EngagementState;
  readonly version: number;
  readonly patterns: readonly StoredPattern[];
}

export interface PlannedEngagement {
  readonly id: string;
  readonly stored: StoredEngagement | null;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  readonly state: EngagementState;
  /** Whether the engagement itself, beside its pattern, is added or changed. */
  readonly isChanged: boolean;
  /** To be added or changed; null where the pattern stays. */
  readonly pattern: PlannedPattern | null;
}

export interface PlannedPattern extends Omit<StoredPattern, 'version'> {
  readonly stored: StoredPattern | null;
}

interface Circumstances {
  readonly faults: RowFaults;
  readonly index: number;
  /** All of the worker. */
  readonly engagements: readonly StoredEngagement[];
  /** At the worker's home. */
  readonly today: LocalDate;
}

/** What shall become of a row's engagement; null where nothing does, or where it is wrong, which is noted. */
export function planEngagement(read: ReadEngagement, circumstances: Circumstances): PlannedEngagement | null {
  const { faults, index, engagements, today } = circumstances;
  const stored = engagements.find(({ from }) => from === read.from) ?? null;
  const to = read.to === undefined ? (stored?.to ?? null) : read.to;
  const other = engagements.find((one) => one !== stored && overlaps(one, { from: read.from, to }));
  if (other) {
    const days = other.to === null ? `from ${other.from} on` : `from ${other.from} to ${other.to}`;
    faults.add(index, 'engagementFrom', 'ENGAGEMENT_OVERLAPS', `The worker is engaged already ${days}.`);
    return null;
  }
  const pattern = planPattern(read, stored);
  const isChanged = stored === null || stored.to !== to;
  if (!isChanged && !pattern) return null;
  if (isChanged && (stored?.state === 'ENDED' || stored?.state === 'TERMINATED')) {
    const message = `The engagement is ${stored.state}; it is no longer changed.`;
    faults.add(index, 'engagementTo', 'ENGAGEMENT_CLOSED', message);
    return null;
  }
  const state = stored?.state ?? stateFrom(read.from, to, today);
  return { id: stored?.id ?? uuidv7(), stored, from: read.from, to, state, isChanged, pattern };
}

const stateFrom = (from: LocalDate, to: LocalDate | null, today: LocalDate): EngagementState =>
  to !== null && to < today ? 'ENDED' : from <= today ? 'ACTIVE' : 'READY';

function planPattern(
  { pattern }: ReadEngagement,
  engagement: StoredEngagement | null,
): PlannedPattern | null {
  if (pattern === null) return null;
  const stored = engagement?.patterns.find(({ from }) => from === pattern.from) ?? null;
  const anchor = stored?.anchor ?? mondayOf(pattern.from);
  if (stored && String(stored.minutes) === String(pattern.minutes)) return null;
  return { id: stored?.id ?? uuidv7(), stored, from: pattern.from, anchor, minutes: pattern.minutes };
}
