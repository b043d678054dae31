import {
  ImportOutcome,
  type ImportResult,
  type ImportRowResult,
  type ImportSettings,
  OnError,
} from './import.js';
import type { RowFaults } from './row-faults.js';

/** What is intended with a row that is right. */
export interface Intention {
  readonly index: number;
  readonly outcome: 'CREATED' | 'UPDATED' | 'UNCHANGED';
  readonly id: string;
}

const isWithheld = (faults: RowFaults, { onError }: ImportSettings) =>
  onError === OnError.REJECT_ALL && !faults.isEmpty;

/** Whether what is right shall be written. */
export const writes = (faults: RowFaults, settings: ImportSettings): boolean =>
  !settings.dryRun && !isWithheld(faults, settings);

/** What became of the rows, in their order; of a dry run, what would. */
export function reportOf(
  faults: RowFaults,
  intentions: readonly Intention[],
  settings: ImportSettings,
): ImportResult {
  const intended = new Map(intentions.map((intention) => [intention.index, intention]));
  const withheld = isWithheld(faults, settings);
  const results = faults.rows.map((_, index): ImportRowResult => {
    const row = index + 1;
    const errors = faults.of(index);
    if (errors.length > 0) return { row, outcome: ImportOutcome.REJECTED, id: null, errors };
    const { outcome, id } = intended.get(index)!;
    const exists = outcome !== 'CREATED' || writes(faults, settings);
    const isWithheldRow = withheld && outcome !== 'UNCHANGED';
    return { row, outcome: isWithheldRow ? ImportOutcome.WITHHELD : outcome, id: exists ? id : null, errors };
  });
  const count = (outcome: ImportOutcome) => results.filter((result) => result.outcome === outcome).length;
  return {
    created: count('CREATED'),
    updated: count('UPDATED'),
    unchanged: count('UNCHANGED'),
    rejected: count('REJECTED'),
    withheld: count('WITHHELD'),
    dryRun: settings.dryRun,
    results,
  };
}
