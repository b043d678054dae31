import { LoadedRegionsDocument, LoadRegionDocument } from '../../schema/generated/operations.js';
import { type Api, Refusal } from './api.js';
import type { FileRow } from './file-rows.js';
import { say } from './say.js';

/** Loads the public holidays of regions that the rows name, where that is allowed; else their rows are rejected. */
export async function loadRegions(api: Api, rows: readonly FileRow[]): Promise<void> {
  const named = new Set(rows.map(({ input }) => input.region).filter((region) => typeof region === 'string'));
  const codes = [...named].slice(0, 100);
  if (codes.length === 0) return;
  const { holidayRegions } = await api.ask(LoadedRegionsDocument, { codes });
  const loaded = new Set(holidayRegions.nodes.map(({ code }) => code));
  const year = new Date().getFullYear();
  for (const code of codes.filter((code) => !loaded.has(code))) {
    try {
      await api.ask(LoadRegionDocument, { input: { code, from: year - 1, to: year + 3 } });
      say.fact(`Loaded the public holidays of ${code}.`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      say.warning(`The public holidays of ${code} are not loaded: ${error.message}`);
    }
  }
}
