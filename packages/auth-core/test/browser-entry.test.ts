import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import * as core from '../src/index.ts';

const bundler = fileURLToPath(new URL('bundle.mjs', import.meta.url));
const entry = fileURLToPath(new URL('../src/index.ts', import.meta.url));

/** What a browser would load of a page that uses these names, and from which files. */
async function bundle(names: readonly string[]): Promise<{ code: string; files: string[] }> {
  const { stdout } = await promisify(execFile)(process.execPath, [bundler, entry, ...names]);
  return JSON.parse(stdout);
}

const rules = Object.keys(core).filter((name) => !name.endsWith('Schema'));

describe('the browser entry', () => {
  it('brings no zod and no schema with its rules, all of them together', async () => {
    expect(rules).toEqual(
      expect.arrayContaining([
        'returnPath',
        'canEditUser',
        'newPasswordProblems',
        'flash',
        'paths',
      ]),
    );
    const { code, files } = await bundle(rules);
    expect(files.filter((file) => /zod|schemas/.test(file))).toEqual([]);
    expect(code).not.toMatch(/zod|strictObject/i);
    expect(code.length).toBeLessThan(36_000);
  });

  it('brings nothing that only a server has, not even with every schema', async () => {
    const { code, files } = await bundle(Object.keys(core));
    expect(files.some((file) => file.includes('zod'))).toBe(true);
    expect(files.filter((file) => /argon2|[/\\]password[/\\]/.test(file))).toEqual([]);
    expect(code).not.toContain('qwertyuiop');
    expect(code).not.toMatch(/from ['"]node:/);
  });

  it('brings little for one page', async () => {
    const { code } = await bundle(['returnPath']);
    expect(code.length).toBeLessThan(5000);
    expect(code).not.toContain('signed out');
  });
});
