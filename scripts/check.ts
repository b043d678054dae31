import { exec } from 'node:child_process';

// npm run check: everything a change must satisfy besides its tests. All steps run, whichever fails.
const steps = {
  'format and lint': 'biome check --error-on-warnings',
  types: 'tsc --noEmit',
  imports: 'node scripts/check-imports.mjs',
  schema: 'tsx scripts/schema.ts --check',
  operations: 'graphql-codegen --check --errors-only',
  'dead code': 'knip --treat-config-hints-as-errors',
  files: 'node scripts/check-files.mjs',
};

const results = Object.entries(steps).map(async ([name, command]) => ({
  name,
  command,
  ...(await run(command)),
}));
const failures: string[] = [];
for await (const { name, command, passed, output } of results) {
  console.log(`${passed ? 'ok    ' : 'FAILED'}  ${name}: ${passed ? (output.at(-1) ?? command) : command}`);
  if (!passed) failures.push(`--- ${name} ---`, ...output, '');
}
if (failures.length > 0) console.error(['', ...failures].join('\n'));
process.exitCode = failures.length > 0 ? 1 : 0;

function run(command: string): Promise<{ passed: boolean; output: string[] }> {
  const settings = { env: { ...process.env, NO_COLOR: '1' }, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve) =>
    exec(command, settings, (error, stdout, stderr) =>
      resolve({
        passed: error === null,
        output: `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim()),
      }),
    ),
  );
}
