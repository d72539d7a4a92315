import { describe, expect, it } from '@jest/globals';
import { assets, gzipped, scriptsOf, source } from './built.ts';

const KB = 1000;

function sum(paths: readonly string[]): number {
  return paths.reduce((total, path) => total + gzipped(path), 0);
}

describe('what a browser fetches', () => {
  it.each([
    { file: 'login.html', limit: 75 * KB },
    { file: 'register.html', limit: 75 * KB },
    { file: 'index.html', limit: 135 * KB },
  ])('is at most $limit bytes of scripts for $file', ({ file, limit }) => {
    const scripts = scriptsOf(file);
    expect(scripts.length).toBeGreaterThan(2);
    expect(sum(scripts)).toBeLessThanOrEqual(limit);
  });

  it('is at most 10 KB of styles', () => {
    const styles = assets().filter((name) => name.endsWith('.css'));
    expect(styles.length).toBeGreaterThan(0);
    expect(sum(styles.map((name) => `assets/${name}`))).toBeLessThanOrEqual(10 * KB);
  });

  it('is at most 8 KB of each document', () => {
    for (const file of ['login.html', 'register.html', 'index.html'])
      expect(Buffer.byteLength(source(file))).toBeLessThanOrEqual(8 * KB);
  });

  it('brings no router and no second copy of the app to the log-in', () => {
    const code = scriptsOf('login.html').map(source).join('\n');
    expect(code).not.toContain('routeTree');
    expect(code).not.toContain('Session Cookie');
  });

  it('brings what sends a form without the app', () => {
    const sending = assets().filter((name) =>
      /^(log-in|register|enter|refusal)-.*\.js$/.test(name),
    );
    expect(sending.length).toBeGreaterThan(3);
    expect(sending.filter((name) => /"\.\/(app|index)-/.test(source(`assets/${name}`)))).toEqual(
      [],
    );
  });

  it('brings no schema of the server', () => {
    const scripts = assets().filter((name) => name.endsWith('.js'));
    expect(scripts.filter((name) => source(`assets/${name}`).includes('ZodMini'))).toEqual([]);
  });
});
