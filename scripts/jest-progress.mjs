/** Tells each test when it is done: a file of these may take minutes. */
export default class JestProgress {
  constructor({ rootDir }) {
    this.rootDir = rootDir;
  }

  onTestFileStart({ path }) {
    console.log(`\n${path.slice(this.rootDir.length + 1)}`);
  }

  onTestCaseResult(_test, { status, fullName, duration, failureMessages }) {
    const mark = { passed: '✓', failed: '✗' }[status] ?? '○ skipped:';
    console.log(`  ${mark} ${fullName} (${((duration ?? 0) / 1000).toFixed(1)} s)`);
    for (const message of failureMessages) console.log(message.replace(/^/gm, '      '));
  }

  onTestFileResult(_test, { testExecError }) {
    if (testExecError) console.log(testExecError.stack ?? testExecError.message);
  }
}
