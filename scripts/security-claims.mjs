import { titlesIn } from './acceptance.mjs';

export const states = ['holds', 'partly', 'no', 'does not apply'];

const levels = ['1', '2', '3'];
const verbs = { holds: 'hold', partly: 'partly', no: 'no', 'does not apply': 'do not apply' };

const reference =
  /`([^`\s]+\.(?:test|spec)\.tsx?)`((?:\s*(?:\[[A-Z][A-Z0-9, -]*\d[\d, A-Z-]*\]|"[^"]+"))*)/g;
const named = /\[([^\]]+)\]|"([^"]+)"/g;
const path = /`([\w.@-]+(?:\/[\w.@-]+)+)`/g;
const link = /\]\(([^)#\s]+)(?:#[^)]*)?\)/g;

/** Every table below a heading of the second order, as cells, without its head. */
export function readTables(markdown) {
  const tables = [];
  let heading = '';
  for (const line of markdown.split('\n')) {
    heading = /^## (.+)$/.exec(line)?.[1] ?? heading;
    if (!line.startsWith('|')) continue;
    const cells = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
    if (tables.at(-1)?.heading !== heading) tables.push({ heading, rows: [] });
    tables.at(-1).rows.push(cells);
  }
  return tables.map(({ heading: name, rows }) => ({ heading: name, rows: rows.slice(2) }));
}

/**
 * What a cell refers to and what of it is not there.
 * @param sources of test files, by path
 * @param isThere whether a file of the repository exists, by its path from the root, or from this page
 */
export function readReferences(text, { sources, isThere }) {
  const faults = [];
  const tests = [...text.matchAll(reference)];
  for (const [, file, words] of tests) faults.push(...faultsOfTest(file, words, sources));
  const rest = text.replace(reference, '');
  const links = [...rest.matchAll(link)].map(([, to]) => to).filter((to) => !/^\w+:/.test(to));
  const files = [...rest.matchAll(path)].map(([, file]) => file);
  for (const to of links) if (!isThere.fromPage(to)) faults.push(`no such page: ${to}`);
  for (const file of files) if (!isThere.fromRoot(file)) faults.push(`no such file: ${file}`);
  return { tests: tests.length, links: links.length, files: files.length, faults };
}

function faultsOfTest(file, words, sources) {
  const found = [...sources.keys()].filter((known) => known === file || known.endsWith(`/${file}`));
  if (found.length !== 1) return [`${file} is the name of ${found.length} files of tests`];
  const titles = titlesIn(sources.get(found[0]));
  const wanted = [...words.matchAll(named)].flatMap(([, ids, title]) =>
    ids ? ids.split(/[\s,]+/) : [title],
  );
  if (wanted.length === 0) return [`${file}: say which test, by an id or its title`];
  return wanted
    .filter((one) => !titles.some((title) => isIn(title, one)))
    .map((one) => `${file} has no test with ${one}`);
}

/** An id stands in brackets, whole; a title may be given in part. */
function isIn(title, wanted) {
  if (!/^[A-Z]+(?:-[A-Z]+)*-\d+$/.test(wanted)) return title.includes(wanted);
  return [...title.matchAll(/\[([^[\]]+)\]/g)].some(([, ids]) =>
    ids.split(/[\s,]+/).includes(wanted),
  );
}

/** The rows of the page about the standard, and what is wrong with them. */
export function checkStandard(markdown, standard, surroundings) {
  const rows = readTables(markdown)
    .filter(({ heading }) => /^V\d+ /.test(heading))
    .flatMap((table) => table.rows.map((cells) => ({ chapter: table.heading, cells })));
  const faults = rows.flatMap((row) => faultsOfRow(row, standard, surroundings));
  const numbers = rows.map(({ cells: [number] }) => number);
  for (const number of Object.keys(standard))
    if (!numbers.includes(number)) faults.push(`${number}: missing`);
  for (const number of new Set(numbers.filter((one, index) => numbers.indexOf(one) < index)))
    faults.push(`${number}: more than once`);
  return {
    rows: rows.map(({ cells: [number, level, , state] }) => ({ number, level, state })),
    faults,
  };
}

function faultsOfRow({ chapter, cells }, standard, surroundings) {
  const [number = '', level, words = '', state = '', why = ''] = cells;
  const faults = [];
  if (!(number in standard)) faults.push('no such number');
  else if (String(standard[number]) !== level) faults.push(`is of level ${standard[number]}`);
  if (!chapter.startsWith(`V${number.split('.')[0]} `)) faults.push(`stands in ${chapter}`);
  if (cells.length !== 5 || words.split(' ').length < 3) faults.push('says too little');
  if (!states.includes(state)) faults.push(`"${state}" is no state`);
  const { tests, links, faults: broken } = readReferences(why, surroundings);
  if (state === 'holds' && tests + links === 0) faults.push('holds, and nothing proves it');
  if (state !== 'holds' && why.split(' ').length < 3) faults.push('gives no reason');
  return [...faults, ...broken].map((fault) => `${number}: ${fault}`);
}

/** How many of each chapter and level are in each state, as a table, and which do not hold. */
export function countsOf(rows) {
  const chapters = [...new Set(rows.map(({ number }) => number.split('.')[0]))];
  const cell = (members) =>
    states
      .map((state) => [members.filter((row) => row.state === state).length, state])
      .filter(([count]) => count > 0)
      .map(([count, state]) => `${count} ${verbs[state]}`)
      .join(', ');
  const line = (name, members) =>
    `| ${[name, ...levels.map((level) => cell(members.filter((row) => row.level === level)))].join(' | ')} |`;
  return [
    '| Chapter | Level 1 | Level 2 | Level 3 |',
    '|---|---|---|---|',
    line('All', rows),
    ...chapters.map((chapter) =>
      line(
        `V${chapter}`,
        rows.filter(({ number }) => number.startsWith(`${chapter}.`)),
      ),
    ),
    '',
    ...levels.map((level) => `- Not, or not wholly, of level ${level}: ${openOf(rows, level)}.`),
  ].join('\n');
}

function openOf(rows, level) {
  const numbers = rows
    .filter((row) => row.level === level && (row.state === 'partly' || row.state === 'no'))
    .map(({ number }) => number);
  return numbers.join(', ') || 'none';
}

/** Every threat names what defends, in which file, and what proves it. */
export function checkThreats(markdown, surroundings) {
  const rows = readTables(markdown).flatMap(({ rows: found }) => found);
  const faults = rows.flatMap(([threat = '', defence = '', code = '', proof = '', ...more]) => {
    const inCode = readReferences(code, surroundings);
    const inProof = readReferences(proof, surroundings);
    const own = [];
    if (more.length > 0 || defence === '') own.push('needs four cells');
    if (inCode.files + inCode.links === 0) own.push('names no file');
    if (inProof.tests === 0) own.push('names no test');
    return [...own, ...inCode.faults, ...inProof.faults].map((fault) => `${threat}: ${fault}`);
  });
  return { rows: rows.length, faults };
}
