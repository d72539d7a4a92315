import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  checkStandard,
  checkThreats,
  countsOf,
  readReferences,
  readTables,
} from './security-claims.mjs';

const surroundings = {
  sources: new Map([
    ['apps/api/test/cookie.test.ts', "it('are bound to this host [CK-01] [S-075]', run);"],
    ['apps/api/test/flash.test.ts', "it('wait until they are taken', run);"],
    ['packages/auth-core/test/flash.test.ts', "it.skip('later [S-110]', run);"],
  ]),
  isThere: {
    fromRoot: (file) => file === 'apps/api/src/main.ts',
    fromPage: (file) => file === 'rules.md',
  },
};
const faultsOf = (text) => readReferences(text, surroundings).faults;
const standard = { '1.1.1': 2, '1.1.2': 1 };
const page = (...rows) =>
  ['## V1 Words', '', '| N | L | Asks | State | Why |', '|---|---|---|---|---|', ...rows].join(
    '\n',
  );
const good = [
  '| 1.1.1 | 2 | Cookies are bound | holds | `cookie.test.ts` [CK-01] |',
  '| 1.1.2 | 1 | Nothing of XML | does not apply | There is no XML. |',
];

describe('references', () => {
  it('are found by an id, several ids, or a part of the title', () => {
    assert.deepEqual(faultsOf('`cookie.test.ts` [CK-01] [S-075], [Rules](rules.md#ways-in)'), []);
    assert.deepEqual(faultsOf('`cookie.test.ts` [CK-01, S-075]'), []);
    assert.deepEqual(faultsOf('`api/test/flash.test.ts` "until they are taken"'), []);
    assert.deepEqual(faultsOf('`apps/api/src/main.ts` and https://example.com'), []);
  });

  it('are refused when the test, the file or the page is not there', () => {
    assert.deepEqual(faultsOf('`cookie.test.ts` [CK-02]'), [
      'cookie.test.ts has no test with CK-02',
    ]);
    assert.deepEqual(faultsOf('`cookie.test.ts` "is eaten"'), [
      'cookie.test.ts has no test with is eaten',
    ]);
    assert.deepEqual(faultsOf('`auth-core/test/flash.test.ts` [S-110]'), [
      'auth-core/test/flash.test.ts has no test with S-110',
    ]);
    assert.deepEqual(faultsOf('`apps/api/src/gone.ts`'), ['no such file: apps/api/src/gone.ts']);
    assert.deepEqual(faultsOf('[Rules](gone.md)'), ['no such page: gone.md']);
  });

  it('are refused when they could mean two files, or name no test in one', () => {
    assert.deepEqual(faultsOf('`flash.test.ts` "wait"'), [
      'flash.test.ts is the name of 2 files of tests',
    ]);
    assert.deepEqual(faultsOf('`cookie.test.ts`'), [
      'cookie.test.ts: say which test, by an id or its title',
    ]);
  });

  it('do not take a part of an id for the id', () => {
    assert.equal(faultsOf('`cookie.test.ts` [CK-0]').length, 1);
  });
});

describe('the page about the standard', () => {
  const check = (...rows) => checkStandard(page(...rows), standard, surroundings).faults;

  it('has every number once, with its level, in its chapter', () => {
    assert.deepEqual(check(...good), []);
    assert.deepEqual(check(good[0]), ['1.1.2: missing']);
    assert.deepEqual(check(...good, good[1]), ['1.1.2: more than once']);
    assert.deepEqual(check(good[0], good[1].replace('| 1 |', '| 3 |')), ['1.1.2: is of level 1']);
    assert.deepEqual(check(...good, good[1].replace('1.1.2', '2.1.2')), [
      '2.1.2: no such number',
      '2.1.2: stands in V1 Words',
    ]);
  });

  it('proves what holds and gives a reason for what does not', () => {
    const [first, second] = good;
    assert.deepEqual(
      check(first.replace('`cookie.test.ts` [CK-01]', 'Believe us, please.'), second),
      ['1.1.1: holds, and nothing proves it'],
    );
    assert.deepEqual(check(first, second.replace('There is no XML.', '')), [
      '1.1.2: gives no reason',
    ]);
    assert.deepEqual(check(first, second.replace('does not apply', 'maybe')), [
      '1.1.2: "maybe" is no state',
    ]);
  });

  it('is counted by chapter, level and state', () => {
    const { rows } = checkStandard(page(...good), standard, surroundings);
    assert.deepEqual(
      countsOf([...rows, { number: '2.1.1', level: '2', state: 'no' }]).split('\n'),
      [
        '| Chapter | Level 1 | Level 2 | Level 3 |',
        '|---|---|---|---|',
        '| All | 1 do not apply | 1 hold, 1 no |  |',
        '| V1 | 1 do not apply | 1 hold |  |',
        '| V2 |  | 1 no |  |',
        '',
        '- Not, or not wholly, of level 1: none.',
        '- Not, or not wholly, of level 2: 2.1.1.',
        '- Not, or not wholly, of level 3: none.',
      ],
    );
  });
});

describe('the page about threats', () => {
  const check = (row) =>
    checkThreats(`## A\n\n| T | D | C | P |\n|---|---|---|---|\n${row}`, surroundings);

  it('names for each a defence, a file and a test', () => {
    const row = '| a theft | a bound | `apps/api/src/main.ts` | `cookie.test.ts` [CK-01] |';
    assert.deepEqual(check(row), { rows: 1, faults: [] });
    assert.deepEqual(check('| a theft |  | somewhere | surely |').faults, [
      'a theft: needs four cells',
      'a theft: names no file',
      'a theft: names no test',
    ]);
  });
});

describe('tables', () => {
  it('belong to the heading above them', () => {
    assert.deepEqual(
      readTables('## One\n\n| a |\n|---|\n| 1 |\n| 2 |\n\n## Two\n\n| b |\n|---|\n'),
      [
        { heading: 'One', rows: [['1'], ['2']] },
        { heading: 'Two', rows: [] },
      ],
    );
  });
});
