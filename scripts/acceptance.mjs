const idPattern = /^[A-Z]+(?:-[A-Z]+)*-\d+/;
const text = String.raw`(['"\x60])((?:\\.|(?!\QUOTE)[\s\S])*?)\QUOTE`;
const titled = (quote) => text.replaceAll('QUOTE', String(quote));

const plainTest = new RegExp(
  String.raw`\b(?:it|test)(?:\.(?:only|failing|concurrent))?\(\s*${titled(1)}`,
  'g',
);
const tableTest = new RegExp(String.raw`\b(?:it|test)\.each\b([\s\S]*?)\)\(\s*${titled(2)}`, 'g');

/** The rows of a list like `- S-001 The home page is public.`, in order, with the heading above each. */
export function readRows(markdown) {
  const rows = [];
  let group = '';
  for (const line of markdown.split('\n')) {
    group = /^## (.+)$/.exec(line)?.[1] ?? group;
    const [, id, words] = /^- (\S+) (.+)$/.exec(line) ?? [];
    if (id && idPattern.test(id)) rows.push({ id, words, group });
  }
  return rows;
}

/** The ids that a table gives a reason for: every table row whose first cell holds nothing but ids. */
export function readReasons(markdown) {
  const reasons = new Map();
  for (const line of markdown.split('\n')) {
    const [, first = '', reason = ''] = line.split('|').map((cell) => cell.trim());
    const ids = first.split(/[\s,]+/);
    if (reason !== '' && ids.every((id) => idPattern.test(id)))
      for (const id of ids) reasons.set(id, reason);
  }
  return reasons;
}

/** The ids in square brackets in the titles of the tests of one file. */
export function idsInTitles(source) {
  return [...new Set(titlesIn(source).flatMap(idsIn))];
}

/** The titles of the tests of one file, and the rows of their tables; tests that are skipped prove nothing. */
export function titlesIn(source) {
  const code = source.replace(/^\s*\/\/.*$/gm, '');
  return [
    ...[...code.matchAll(plainTest)].map((match) => match[2]),
    ...[...code.matchAll(tableTest)].flatMap((match) => [match[1], match[3]]),
  ];
}

function idsIn(title) {
  return [...title.matchAll(/\[([^[\]]+)\]/g)]
    .flatMap(([, inside]) => inside.split(/[\s,]+/))
    .filter((word) => idPattern.test(word));
}

/**
 * What holds, what is missing and what makes no sense.
 * @param rows of `readRows`
 * @param reasons of `readReasons`
 * @param tests ids by file
 */
export function compare(rows, reasons, tests) {
  const known = new Set(rows.map(({ id }) => id));
  const proved = new Set([...tests.values()].flat());
  const groups = [...new Set(rows.map(({ group }) => group))];
  return {
    coverage: groups.map((group) => {
      const members = rows.filter((row) => row.group === group);
      return {
        group,
        isOptional: isOptional(group),
        rows: members.length,
        proved: members.filter(({ id }) => proved.has(id)).length,
        excused: members.filter(({ id }) => !proved.has(id) && reasons.has(id)).length,
      };
    }),
    missing: rows.filter(
      ({ id, group }) => !isOptional(group) && !proved.has(id) && !reasons.has(id),
    ),
    both: rows.filter(({ id }) => proved.has(id) && reasons.has(id)),
    repeated: rows.filter(({ id }, index) => rows.findIndex((row) => row.id === id) < index),
    unknown: [
      ...[...tests].flatMap(([file, ids]) => ids.map((id) => ({ id, file }))),
      ...[...reasons.keys()].map((id) => ({ id, file: 'docs/conformance.md' })),
    ].filter(({ id }) => !known.has(id)),
  };
}

/** Rows that go beyond what is asked for: good to prove, no fault without. */
function isOptional(group) {
  return group.startsWith('More');
}
