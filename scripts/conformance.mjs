import { compare, idsInTitles, readReasons, readRows } from './acceptance.mjs';
import { sum } from './results.mjs';
import { read, testSources } from './test-files.mjs';

/** `node scripts/conformance.mjs`: every acceptance row has a test that names it, or a reason. */
const rows = readRows(await read('docs/conformance/rows.md'));
const reasons = readReasons(await read('docs/conformance.md'));
const sources = await testSources();
const tests = new Map([...sources].map(([file, source]) => [file, idsInTitles(source)]));
report(compare(rows, reasons, tests));

function report({ coverage, missing, both, repeated, unknown }) {
  const width = Math.max(...coverage.map(({ group }) => group.length));
  for (const { group, isOptional, rows, proved, excused } of coverage) {
    const left = isOptional ? 0 : rows - proved - excused;
    const notes = [excused > 0 && `${excused} with a reason`, left > 0 && `${left} missing`];
    console.log(
      `${left > 0 ? '✗' : '✓'} ${group.padEnd(width)}  ${[`${proved} of ${rows}`, ...notes].filter(Boolean).join(', ')}`,
    );
  }
  list('Neither a test nor a reason', missing, ({ id, words }) => `${id}  ${words}`);
  list('No such row', unknown, ({ id, file }) => `${id}  ${file}`);
  list('Twice in the list', repeated, ({ id }) => id);
  list('Both a test and a reason: the reason can go', both, ({ id }) => id);
  const asked = coverage.filter(({ isOptional }) => !isOptional);
  const proved = sum(asked, 'proved');
  const excused = sum(asked, 'excused');
  console.log(
    `\n${sum(asked, 'rows')} rows: ${proved} proved by a test, ${excused} with a reason, ${missing.length} missing`,
  );
  const isComplete = missing.length + unknown.length + repeated.length === 0 && rows.length > 0;
  process.exitCode = isComplete ? 0 : 1;
}

function list(title, items, line) {
  if (items.length === 0) return;
  console.log(`\n${title} (${items.length}):`);
  for (const item of items) console.log(`  ${line(item)}`);
}
