import { v7 as uuidv7 } from 'uuid';
import { today } from '../time/local-date.js';
import type { WorkerKind, WorkMode } from '../workforce/worker.js';
import { type PlannedEngagement, planEngagement, type StoredEngagement } from './engagement-plan.js';
import type { Intention } from './report.js';
import type { RowFaults } from './row-faults.js';
import type { ReadWorker } from './worker-row.js';

export interface WorkerColumns {
  externalId: string;
  kind: WorkerKind;
  name: string;
  email: string | null;
  title: string | null;
  timeZone: string;
  region: string | null;
  workMode: WorkMode;
}

export interface StoredWorker extends WorkerColumns {
  readonly id: string;
  readonly version: number;
  readonly isArchived: boolean;
  readonly engagements: readonly StoredEngagement[];
}

export interface PlannedWorker extends Intention {
  readonly stored: StoredWorker | null;
  readonly columns: WorkerColumns;
  /** Whether the worker himself, beside his engagement, is added or changed. */
  readonly isChanged: boolean;
  readonly engagement: PlannedEngagement | null;
}

export interface KnownToWorkers {
  readonly stored: ReadonlyMap<string, StoredWorker>;
  /** Time zones of the loaded regions, by code. */
  readonly regions: ReadonlyMap<string, string>;
  /** Ids of the workers that have these e-mail addresses, in lower case. */
  readonly emails: ReadonlyMap<string, string>;
  readonly now: Date;
}

/** Decides what shall become of each row, and notes what is wrong with the others. */
export function planWorkers(
  faults: RowFaults,
  read: readonly ReadWorker[],
  known: KnownToWorkers,
): PlannedWorker[] {
  return read.flatMap((row) => {
    const planned = planWorker(faults, row, known);
    return faults.isRight(row.index) ? [planned] : [];
  });
}

function planWorker(faults: RowFaults, row: ReadWorker, known: KnownToWorkers): PlannedWorker {
  const { index, externalId } = row;
  const stored = known.stored.get(externalId) ?? null;
  const id = stored?.id ?? uuidv7();
  const timeZone = row.timeZone ?? stored?.timeZone ?? known.regions.get(row.region ?? '');
  refuseUnknownRegion(faults, row, known);
  // Of a row without a readable id nobody knows whether it is about someone new, or about whom.
  if (externalId !== '') refuseTakenEmail(faults, row, id, known);
  if (stored) refuseForbidden(faults, row, stored);
  else if (externalId !== '') requireOfNew(faults, row, timeZone);
  const columns: WorkerColumns = {
    externalId,
    kind: stored?.kind ?? row.kind ?? 'STAFF',
    name: row.name ?? stored?.name ?? '',
    email: row.email === undefined ? (stored?.email ?? null) : row.email,
    title: row.title === undefined ? (stored?.title ?? null) : row.title,
    timeZone: timeZone ?? 'UTC',
    region: row.region === undefined ? (stored?.region ?? null) : row.region,
    workMode: row.workMode ?? stored?.workMode ?? 'HYBRID',
  };
  const day = today(columns.timeZone, known.now);
  const engagements = stored?.engagements ?? [];
  const isEndRead = !faults.isNoted(index, 'engagementTo');
  const engagement =
    row.engagement && isEndRead
      ? planEngagement(row.engagement, { faults, index, engagements, today: day })
      : null;
  const isChanged =
    !stored || Object.entries(columns).some(([name, value]) => stored[name as keyof WorkerColumns] !== value);
  const outcome = !stored ? 'CREATED' : isChanged || engagement ? 'UPDATED' : 'UNCHANGED';
  return { index, outcome, id, stored, columns, isChanged, engagement };
}

function refuseUnknownRegion(
  faults: RowFaults,
  { index, region }: ReadWorker,
  { regions }: KnownToWorkers,
): void {
  if (region == null || regions.has(region)) return;
  const message = `The holidays of region ${region} are not loaded: an ADMIN loads them by holidayRegionLoad.`;
  faults.add(index, 'region', 'UNKNOWN_REGION', message);
}

function refuseTakenEmail(
  faults: RowFaults,
  { index, email }: ReadWorker,
  id: string,
  { emails }: KnownToWorkers,
): void {
  const holder = email == null ? undefined : emails.get(email.toLowerCase());
  if (holder !== undefined && holder !== id) {
    faults.add(index, 'email', 'EMAIL_TAKEN', 'Another worker has this e-mail address.');
  }
}

function refuseForbidden(
  faults: RowFaults,
  { index, kind, engagement }: ReadWorker,
  stored: StoredWorker,
): void {
  if (kind !== undefined && kind !== stored.kind) {
    faults.add(index, 'kind', 'KIND_IS_FIXED', `The worker is ${stored.kind}, and stays so.`);
  }
  const isEngaged = stored.engagements.some(({ from }) => from === engagement?.from);
  if (engagement && stored.isArchived && !isEngaged) {
    faults.add(index, 'engagementFrom', 'WORKER_ARCHIVED', 'The worker is archived: restore them first.');
  }
}

function requireOfNew(
  faults: RowFaults,
  { index, name, region }: ReadWorker,
  timeZone: string | undefined,
): void {
  if (name === undefined) faults.require(index, 'name', 'A new worker needs a name.');
  if (timeZone === undefined && region == null && !faults.isNoted(index, 'region')) {
    faults.require(index, 'timeZone', 'A new worker needs a time zone, or a region that has one.');
  }
}
