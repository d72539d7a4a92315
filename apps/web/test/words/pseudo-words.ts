import { readdirSync } from 'node:fs';
import { jest } from '@jest/globals';

const folder = new URL('../../src/words/', import.meta.url);

const accents: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'ë',
  i: 'î',
  o: 'ø',
  u: 'ü',
  y: 'ÿ',
  A: 'Å',
  E: 'É',
  I: 'Ì',
  O: 'Ö',
  U: 'Û',
};

/** A text of a language that nobody speaks: accented, longer by two fifths, between marks of its own. */
export function pseudo(text: string): string {
  const accented = text.replace(/[aeiouyAEIOU]/g, (letter) => accents[letter] ?? letter);
  return `⟦${accented}${'·'.repeat(Math.ceil(text.length * 0.4))}⟧`;
}

/** Takes out everything that came from a catalogue, also one text inside another. */
export function withoutWords(text: string): string {
  const less = text.replace(/⟦[^⟦⟧]*⟧/g, '');
  return less === text ? text : withoutWords(less);
}

/** From here on, every page that is loaded speaks that language. */
export async function speakPseudo(): Promise<number> {
  const files = readdirSync(folder).map((file) => new URL(file, folder).pathname);
  const catalogues: [string, unknown][] = [];
  // One by one: what two of them import is not loaded twice at once.
  for (const file of files) catalogues.push([file, translated(await import(file))]);
  jest.resetModules();
  for (const [file, words] of catalogues) jest.unstable_mockModule(file, () => words as object);
  return files.length;
}

function translated(value: unknown, key = ''): unknown {
  // Names a language, and is not a word of one.
  if (key === 'locale') return value;
  if (typeof value === 'string') return pseudo(value);
  if (Array.isArray(value)) return value.map((each) => translated(each));
  if (typeof value === 'function') return (...given: unknown[]) => translated(value(...given));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, translated(each, name)]),
  );
}
