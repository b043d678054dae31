// Prints the closing line of a run from vitest's JSON reports. Fails where a test failed, or a report is missing or empty.
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

const total = { passed: 0, failed: 0, skipped: 0 };
let everyReportCounts = true;
for (const file of process.argv.slice(2)) {
  const counts = existsSync(file)
    ? countsOf(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  if (counts.passed + counts.failed === 0) {
    console.log(`FAILED: no test was executed (${basename(file)})`);
    everyReportCounts = false;
  }
  for (const outcome of Object.keys(total)) total[outcome] += counts[outcome];
}
console.log(
  `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exitCode = total.failed === 0 && everyReportCounts ? 0 : 1;

function countsOf({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  // A file that cannot even be loaded has no test to fail.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    skipped: numPendingTests + numTodoTests,
  };
}
