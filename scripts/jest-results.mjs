import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Leaves the outcome of a Jest run for `npm test` to count, also when the run comes from turbo's cache. */
export default class JestResults {
  constructor({ rootDir }, { file = 'jest.json' } = {}) {
    this.folder = join(rootDir, 'test-results');
    this.file = file;
  }

  onRunComplete(_contexts, run) {
    const outcome = {
      passed: run.numPassedTests,
      failed: run.numFailedTests + run.numRuntimeErrorTestSuites,
      skipped: run.numPendingTests + run.numTodoTests,
      failures: run.testResults.flatMap(failuresOf),
    };
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(join(this.folder, this.file), JSON.stringify(outcome));
  }
}

function failuresOf({ testFilePath, testExecError, testResults }) {
  if (testExecError) return [`${testFilePath} does not run: ${testExecError.message}`];
  return testResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
}
