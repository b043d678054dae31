// Checks every import of the working directory against the house in .dependency-cruiser.cjs. JavaScript, since
// dependency-cruiser cannot load its parser under tsx.
import { existsSync, globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { cruise } from 'dependency-cruiser';

const { forbidden, options } = createRequire(import.meta.url)(resolve('.dependency-cruiser.cjs'));
const folders = ['src', 'seeds', 'scripts', 'test'].filter((folder) => existsSync(folder));
const { output } = await cruise(folders, { ...options, ruleSet: { forbidden }, validate: true });

const complaints = output.summary.violations.map(
  ({ rule, from, to, cycle }) =>
    `${rule.name}: ${[from, ...(cycle?.map(({ name }) => name) ?? [to])].join(' -> ')}`,
);

// Where it cannot read TypeScript, dependency-cruiser finds nothing wrong in no modules at all.
const files = globSync(folders.map((folder) => `${folder}/**/*.ts`)).map((file) =>
  file.replaceAll('\\', '/'),
);
const cruised = new Set(output.modules.map(({ source }) => source));
const unread = files.filter((file) => !cruised.has(file));
if (unread.length > 0)
  complaints.push(`${unread.length} of ${files.length} files were not read, ${unread[0]} among them.`);

for (const complaint of complaints) console.error(complaint);
if (complaints.length === 0) console.log(`${files.length} files import only what they may.`);
process.exitCode = complaints.length > 0 ? 1 : 0;
