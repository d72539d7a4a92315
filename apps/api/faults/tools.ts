import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const packages: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'tools.json'), 'utf8'),
);
const places = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];

/**
 * The path of a program that not every computer has. The runner looks for these calls, with the name
 * as a plain text, and tells what is missing before it begins.
 */
export function tool(name: string): string {
  const path = places.map((place) => join(place, name)).find(existsSync);
  if (path) return path;
  throw new Error(`This needs ${name}: apt-get install ${packages[name] ?? name}`);
}

/** Some faults are only in the power of root, such as a disk of our own that is full. */
export function needRoot(why: string): void {
  if (process.getuid?.() !== 0) throw new Error(`This needs root, ${why}: run it again as root.`);
}
