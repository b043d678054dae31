import type { TestApi } from '../support/api.js';
import { account, holidays } from '../support/company.js';

export type Row = Record<string, unknown>;

const REPORT = `created updated unchanged rejected withheld dryRun
  rows { row outcome id errors { column code message value } }`;

export const NOW = new Date('2027-03-01T12:00:00Z');

/** Imports as whoever may: `boss` is ADMIN and HR. */
export function importing(api: TestApi) {
  const imports = async (kind: string, rows: Row[], more: Row = {}, as = 'boss') => {
    const type = `${kind[0]!.toUpperCase()}${kind.slice(1)}ImportInput`;
    const { data, errors } = await api
      .as(as)
      .run(`mutation ($input: ${type}!) { report: ${kind}Import(input: $input) { ${REPORT} } }`, {
        input: { rows, ...more },
      });
    if (errors) throw errors;
    return data.report as {
      created: number;
      updated: number;
      unchanged: number;
      rejected: number;
      withheld: number;
      rows: {
        row: number;
        outcome: string;
        id: string | null;
        errors: { column: string; code: string; value: string | null }[];
      }[];
    };
  };
  const outcomes = async (...args: Parameters<typeof imports>) =>
    (await imports(...args)).rows.map(({ outcome }) => outcome);
  /** Codes by row and column, such as `2 to REVERSED_RANGE`. */
  const faults = async (...args: Parameters<typeof imports>) =>
    (await imports(...args)).rows.flatMap(({ row, errors }) =>
      errors.map(({ column, code }) => `${row} ${column} ${code}`),
    );
  return { imports, outcomes, faults };
}

/** People of several rights, and a region whose one holiday is a Friday. */
export async function staffed(api: TestApi): Promise<void> {
  await account(api, 'boss', 'ADMIN', 'HR');
  await account(api, 'admin', 'ADMIN');
  await account(api, 'hr', 'HR');
  await account(api, 'anna', 'WORKER');
  await holidays(api, 'CH-GE', '2027-03-05');
}
