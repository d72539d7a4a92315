import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compare, idsInTitles, readReasons, readRows } from './acceptance.mjs';

describe('titles of tests', () => {
  it('carry one id, or several in one pair of brackets', () => {
    const source = `it('keeps the farewell [S-069]', run); test("one [S-001, UX-FL-03 PW-01]", run);`;
    assert.deepEqual(idsInTitles(source), ['S-069', 'S-001', 'UX-FL-03', 'PW-01']);
  });

  it('may stand on a line of their own, in back ticks, or behind a table', () => {
    const source = [
      'it(\n  `says it once [S-105]`,\n  run);',
      "it.each([{ name: 'a row [S-024]' }])('$name [S-025]', run);",
      "test.each(cases)(\n  'each of them [FL-062]', run);",
    ].join('\n');
    assert.deepEqual(idsInTitles(source), ['S-105', 'S-024', 'S-025', 'FL-062']);
  });

  it('do not count when the test is skipped, a comment, or no test at all', () => {
    const source = [
      "it.skip('later [S-001]', run);",
      "test.describe('a group [S-002]', run);",
      "// it('gone [S-003]', run);",
      "expect(list['S-004']).toBe('[S-005]');",
      "it('looks at items[0] and [data-level]', run);",
    ].join('\n');
    assert.deepEqual(idsInTitles(source), []);
  });
});

describe('the comparison', () => {
  const rows = readRows('## Pages\n- S-001 One.\n- S-002 Two.\n## Forms\n- S-003 Three.\n');
  const reasons = readReasons('| Rows | Why |\n|---|---|\n| S-002, S-003 | Not here. |\n');

  it('finds rows with neither a test nor a reason', () => {
    const { missing } = compare(rows, reasons, new Map());
    assert.deepEqual(
      missing.map(({ id }) => id),
      ['S-001'],
    );
  });

  it('finds rows that have both, and ids that are no row', () => {
    const tests = new Map([['a.test.ts', ['S-002', 'S-999']]]);
    const { both, unknown, coverage } = compare(rows, reasons, tests);
    assert.deepEqual(
      both.map(({ id }) => id),
      ['S-002'],
    );
    assert.deepEqual(unknown, [{ id: 'S-999', file: 'a.test.ts' }]);
    assert.deepEqual(coverage, [
      { group: 'Pages', isOptional: false, rows: 2, proved: 1, excused: 0 },
      { group: 'Forms', isOptional: false, rows: 1, proved: 0, excused: 1 },
    ]);
  });

  it('misses no row that goes beyond what is asked for', () => {
    const { missing, coverage } = compare(
      readRows('## More: events\n- FL-130 Typed.\n'),
      new Map(),
      new Map(),
    );
    assert.deepEqual(missing, []);
    assert.equal(coverage[0].isOptional, true);
  });
});
