import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const places = ['packages', 'apps', 'e2e'];
const ignored = new Set(['node_modules', 'dist', 'test-results', '.turbo']);

export function read(file) {
  return readFile(join(root, file), 'utf8');
}

/** The source of every file of tests, by its path from here. */
export async function testSources() {
  const files = (await Promise.all(places.map((place) => testsUnder(join(root, place))))).flat();
  return new Map(await Promise.all(files.map(async (file) => [file, await read(file)])));
}

async function testsUnder(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = entries.map((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ignored.has(entry.name) ? [] : testsUnder(path);
    return /\.(?:test|spec)\.tsx?$/.test(entry.name)
      ? [relative(root, path).split(sep).join('/')]
      : [];
  });
  return (await Promise.all(found)).flat();
}
