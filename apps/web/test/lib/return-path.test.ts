import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const files = ['apps/api', 'apps/web', 'packages/auth-core', 'packages/client-sdk'].flatMap(
  (place) =>
    readdirSync(`${root}${place}/src`, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => `${place}/src/${file}`),
);
const sources = files.map((file) => ({ file, text: readFileSync(root + file, 'utf8') }));
const names = (found: typeof sources) => found.map(({ file }) => file);

describe('the way back after a log-in', () => {
  it('is decided by one function, for the server and the pages [UX-NV-03]', () => {
    const makers = sources.filter(({ text }) => /function (returnPath|loginPath)\b/.test(text));
    expect(names(makers)).toEqual(['packages/auth-core/src/return-path.ts']);

    const users = sources.filter(({ text }) => /\b(returnPath|loginPath)\(/.test(text));
    const strangers = users.filter(
      ({ file, text }) =>
        !file.startsWith('packages/auth-core/') &&
        !/import [^;]*\b(returnPath|loginPath)\b[^;]* from '@gatehouse\/auth-core'/.test(text),
    );
    expect(names(strangers)).toEqual([]);
    for (const app of ['apps/api/', 'apps/web/'])
      expect(names(users).some((file) => file.startsWith(app))).toBe(true);
  });
});
