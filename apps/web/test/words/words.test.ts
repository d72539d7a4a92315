import { readdirSync } from 'node:fs';
import { keptEvents } from '@gatehouse/auth-core';
import { describe, expect, it } from '@jest/globals';
import { accountEventWords } from '../../src/words/account-events.ts';

const folder = new URL('../../src/words/', import.meta.url);
const catalogues: object[] = [];
// One by one: what two of them import is not loaded twice at once.
for (const file of readdirSync(folder)) catalogues.push(await import(new URL(file, folder).href));

/** Every text, also those that are made from values. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return textsOf(value('Ana', 'Bo'));
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

describe('the words of the web app', () => {
  const texts = catalogues.flatMap(textsOf);

  it('are many, and none is empty', () => {
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter((text) => text.trim() === '')).toEqual([]);
  });

  it('have a sentence for every event that is kept', () => {
    expect(keptEvents.filter((name) => accountEventWords.of(name) === name)).toEqual([]);
  });

  it('blame nobody [UX-ER-07]', () => {
    expect(
      texts.filter((text) => /\b(invalid|illegal|forbidden|oops|failed|wrong input)\b/i.test(text)),
    ).toEqual([]);
  });

  it('call it log in and log out', () => {
    expect(
      texts.filter((text) => /\b(sign(ed)? in|log(in|out) (to|of)|authenticate)\b/i.test(text)),
    ).toEqual([]);
  });
});
