import { defineConfig } from 'vitest/config';

// Where a machine wants to count, it names a file to write the results to.
const report = process.env.MUSTER_TEST_REPORT;

export default defineConfig({
  // graphql 16 ships two builds; without this Vite loads the ESM one beside Node's CommonJS one.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/template.ts'],
    setupFiles: ['reflect-metadata'],
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
