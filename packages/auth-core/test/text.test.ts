import { describe, expect, it } from '@jest/globals';
import { codePoints, isBlank, isCleanText } from '../src/text.ts';

describe('isBlank', () => {
  it.each(['', ' ', '\n\t', '\u00a0\u3000', '\u200b\u2060\ufeff', ' \u3164\u00ad '])(
    'sees nothing in %j',
    (text) => expect(isBlank(text)).toBe(true),
  );

  it.each(['.', ' a ', '\u200bа', '0', '🎻', 'a b'])('sees something in %j', (text) =>
    expect(isBlank(text)).toBe(false),
  );
});

describe('codePoints', () => {
  it('counts what two units make as one', () => {
    expect(['', 'ab', '🎻', 'e\u0301'].map(codePoints)).toEqual([0, 2, 1, 2]);
  });
});

describe('isCleanText', () => {
  it.each(['', 'a b', 'a\tb\r\nc', 'نص', '🎻'])('takes %j', (text) =>
    expect(isCleanText(text)).toBe(true),
  );

  it.each(['a\0', '\u0007', '\u007f', '\u009b', 'a\u202eb', '\u2066', '\ud83c', '\ufffd'])(
    'takes no %j',
    (text) => expect(isCleanText(text)).toBe(false),
  );
});
