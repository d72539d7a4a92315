import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pageAt } from '@gatehouse/auth-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Api, startApi } from './api.ts';
import { hostileTexts } from './hostile-texts.ts';
import { RawBrowser, type RawPerson, rawPerson } from './raw-browser.ts';

const pieces = [
  ...['/', '\\', '//', '..', '.', '%2f', '%5c', '%09', '\t', '\n', ' ', '@', ':', '?', '#', ';'],
  ...['javascript:', 'https:', 'evil.example', 'settings', 'messages', 'login', '\uff0f', '\u2215'],
];

/** A hundred ways and more to name another place, and some that name one of ours. */
function nexts(): string[] {
  const piece = fc.constantFrom(...pieces);
  const trick = fc.array(piece, { minLength: 1, maxLength: 7 }).map((parts) => parts.join(''));
  const some = fc.oneof(
    trick,
    trick.map((tail) => `/${tail}`),
    fc.webUrl(),
  );
  return [...hostileTexts, ...fc.sample(some, { numRuns: 100, seed: 1 })];
}

describe('the way back', () => {
  let folder: string;
  let api: Api;
  let person: RawPerson;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-redirects-'));
    for (const name of ['index', 'login', 'register'])
      await writeFile(join(folder, `${name}.html`), '<body><!--notices--><!--bootstrap--></body>');
    api = await startApi({ webFolder: folder });
    person = await rawPerson(api);
  });
  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  /** Why a browser that follows it would not end on a page of ours; undefined when it would. */
  function strayOf(location: string | null): string | undefined {
    const target = new URL(location ?? 'none:', api.baseUrl);
    if (target.origin !== api.baseUrl) return `${location} is elsewhere`;
    if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(location ?? '')) return `${location} can be misread`;
    return pageAt(target.pathname) ? undefined : `${location} is no page`;
  }

  it('is a page of ours for whoever is logged in already, whatever the address says [D-37] [RT-17] [IN-13]', async () => {
    const strays: unknown[] = [];
    for (const next of nexts())
      for (const page of ['/login', '/register']) {
        const query = new URLSearchParams({ next: next.toWellFormed() });
        const { status, location } = await person.browser.open(`${page}?${query}`);
        const stray = strayOf(location);
        if (status !== 303 || stray) strays.push([page, next, status, stray]);
      }
    expect(strays).toEqual([]);
  });

  it('is kept for the log-in as a page of ours, whatever a form says [D-37] [RT-17] [IN-13]', async () => {
    const strays: unknown[] = [];
    for (const next of nexts())
      for (const page of ['/login', '/register']) {
        const browser = new RawBrowser(api);
        const fields = { identifier: '', username: '', password: '', next: next.toWellFormed() };
        const { status, location } = await browser.submit(page, fields);
        // Half a character has become another one: that is no form.
        if (status === 400) continue;
        const kept = new URL(location ?? '', api.baseUrl).searchParams.get('next') ?? '/';
        const stray =
          strayOf(location) ??
          strayOf(new URL(kept, api.baseUrl).href === api.baseUrl + kept ? kept : 'no:path');
        if (status !== 303 || stray) strays.push([page, next, status, stray]);
      }
    expect(strays).toEqual([]);
  });

  it('is no matter of where somebody came from, or of what a proxy claims [RT-17] [RT-30] [IN-13]', async () => {
    const claims = {
      referer: 'https://evil.example/settings',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'javascript',
      'x-forwarded-port': '1',
      'x-forwarded-prefix': '//evil.example',
      'x-original-url': '//evil.example',
      forwarded: 'host=evil.example;proto=https',
      'x-host': 'evil.example',
      'x-forwarded-server': 'evil.example',
    };
    for (const path of ['/settings', '/signup', '/.well-known/change-password', '/login']) {
      const plain = await person.browser.open(path);
      const claimed = await person.browser.open(path, claims);
      expect([path, claimed.status, claimed.location]).toEqual([
        path,
        plain.status,
        plain.location,
      ]);
      expect(claimed.text + JSON.stringify([...claimed.headers])).not.toContain('evil.example');
    }
    const form = await new RawBrowser(api).submit('/login', { identifier: '' }, claims);
    expect([form.status, form.location]).toEqual([303, '/login']);
  });
});
