import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import packages from './tools.json' with { type: 'json' };

const places = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];

/**
 * The path of a program that not every computer has. The runner looks for these calls, with the name
 * as a plain text, and tells what is missing before it begins.
 */
export function tool(name: keyof typeof packages): string {
  const path = places.map((place) => join(place, name)).find(existsSync);
  if (path) return path;
  throw new Error(`This needs ${name}: apt-get install ${packages[name]}`);
}

/** Some faults are only in the power of root, such as a disk of our own that is full. */
export function needRoot(why: string): void {
  if (process.getuid?.() !== 0) throw new Error(`This needs root, ${why}: run it again as root.`);
}
