import { describe, expect, it } from '@jest/globals';
import { newBrowserLetter, passwordChangedLetter } from '../src/events/notice-letters.ts';
import type { Letter } from '../src/mail/letter.ts';
import { renderHtml, renderText } from '../src/mail/render-letter.ts';
import { letters } from './letters.ts';
import { read, sources } from './source-files.ts';

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=https://evil.example/x.png>',
  "' onmouseover='alert(1)",
  '</style><h1>',
  '&lt;b&gt;',
  'javascript:alert(1)',
  'line\r\nbreak\u2028and\u0000more',
];

describe('a letter', () => {
  it.each(Object.entries(letters))('reads as it was looked at: %s', (_, letter) => {
    expect(renderText(letter)).toMatchSnapshot();
    expect(renderHtml(letter).split('<body>')[1]).toMatchSnapshot();
  });

  it('has one head, for light and dark', () => {
    expect(
      renderHtml(letters['newBrowser'] ?? { subject: '', paragraphs: [] }).split('<body>')[0],
    ).toMatchSnapshot();
  });

  it('stands in the list, whoever writes it', async () => {
    const written = (await sources('apps/api')).filter((file) => /letters?\.ts$/.test(file));
    const texts = await Promise.all(written.map((file) => read(file)));
    const functions = texts.flatMap((text) =>
      [...text.matchAll(/export function (\w+)Letter\(/g)].map(([, name]) => name),
    );
    expect(functions.length).toBeGreaterThan(2);
    expect(Object.keys(letters).sort()).toEqual(functions.sort());
  });

  it('asks nobody for anything when it is opened, and tells nobody that it was [RC-11]', () => {
    for (const letter of Object.values(letters)) {
      const html = renderHtml(letter);
      expect(html).not.toMatch(
        /<(?:img|script|link|iframe|object|form|input|base)\b|url\(|@import/i,
      );
      expect([...html.matchAll(/\b(?:src|background|srcset|on\w+)=/gi)]).toEqual([]);
      for (const [, address] of html.matchAll(/href="([^"]*)"/g))
        expect(address).toMatch(/^https:\/\/shop\.example\.com\//);
      expect(renderText(letter)).not.toMatch(/<|&\w+;/);
    }
  });

  it('is in no other way because of what somebody is called', () => {
    const markup = (letter: Letter) =>
      [...renderHtml(letter).matchAll(/<[^>]*>/g)].map(([tag]) => tag).join('');
    for (const write of [newBrowserLetter, passwordChangedLetter])
      for (const name of hostile) {
        const at = new Date(0);
        const plain = { name: 'ana', device: 'x', at, publicUrl: new URL('https://a.example') };
        const letter = write({ ...plain, name, device: name });
        expect(markup(letter)).toBe(markup(write(plain)));
        expect(renderText(letter).split('\n').length).toBe(
          renderText(write(plain)).split('\n').length,
        );
      }
  });
});
