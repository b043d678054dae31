import { defineConfig } from 'vitest/config';

// Where a machine wants to count, it names a file to write the results to.
const report = process.env.MUSTER_TEST_REPORT;

/** These leave nothing behind in the process, so that its next file is spared the import of all of Muster. */
const TOGETHER = 'test/!(server|scripts)/**/*.test.ts';

export default defineConfig({
  // graphql 16 ships two builds; without this Vite loads the ESM one beside Node's CommonJS one.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    projects: [
      { extends: true, test: { name: 'alone', include: ['test/{server,scripts}/**/*.test.ts'] } },
      { extends: true, test: { name: 'together', include: [TOGETHER], isolate: false } },
    ],
    globalSetup: ['test/support/template.ts'],
    setupFiles: ['reflect-metadata'],
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    // A busy machine is late, not wrong.
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 240_000,
  },
});
