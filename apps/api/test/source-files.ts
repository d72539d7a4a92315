import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The whole repository, for tests that read code instead of running it. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

const ignored = new Set([
  'node_modules',
  'dist',
  '.git',
  '.turbo',
  '.data',
  '.env',
  'coverage',
  'test-results',
]);

export async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const found = entries
    .filter(({ name }) => !ignored.has(name))
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesUnder(path) : [path];
    });
  return (await Promise.all(found)).flat();
}

export async function sources(...workspaces: string[]): Promise<string[]> {
  const found = workspaces.map((name) => filesUnder(join(name, 'src')));
  return (await Promise.all(found)).flat().filter((file) => /\.tsx?$/.test(file));
}

export function read(file: string): Promise<string> {
  return readFile(join(root, file), 'utf8');
}

/** `file: match` for every place of these files where the pattern is found outside of comments. */
export async function places(files: readonly string[], pattern: RegExp): Promise<string[]> {
  const found = files.map(async (file) =>
    [...withoutComments(await read(file)).matchAll(pattern)].map(([match]) => `${file}: ${match}`),
  );
  return (await Promise.all(found)).flat().sort();
}

export function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

/** The rows of every table below a heading, cell by cell, without the marks of code and links. */
export function tableRows(markdown: string, heading: string): string[][] {
  const [, after = ''] = markdown.split(`\n## ${heading}\n`);
  const [section = ''] = after.split('\n## ');
  return section
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[-|]+\|$/.test(line))
    .slice(1)
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.replaceAll('`', '').trim()));
}
