import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  canonicalEmail,
  canonicalUsername,
  EMAIL_MAX,
  emailProblem,
  USERNAME_MAX,
  usernameProblem,
} from '../src/index.ts';

describe('usernameProblem', () => {
  it.each(['bob', 'Ada.Lovelace', 'a-b_c.9', '___', '123', 'x'.repeat(USERNAME_MAX), '  bob  '])(
    'accepts %j [S-035]',
    (username) => expect(usernameProblem(username)).toBeUndefined(),
  );

  it.each(['_flashes', '__proto__', 'constructor', 'csrf', 'passport', 'toString', 'null'])(
    'takes %j for an ordinary name [S-061]',
    (username) => expect(usernameProblem(username)).toBeUndefined(),
  );

  it.each(['', '   ', '\t\n', '\u00a0'])(
    'trims first and asks then: %j is empty [S-034] [S-037]',
    (username) => {
      expect(usernameProblem(username)).toBe('Username or Password cannot be empty');
    },
  );

  it('keeps to the limits of the column [S-044]', () => {
    expect(usernameProblem('ab')).toBe('Use at least 3 characters.');
    expect(usernameProblem('abc')).toBeUndefined();
    expect(usernameProblem('x'.repeat(USERNAME_MAX + 1))).toBe('Use at most 64 characters.');
  });

  it.each([
    ['Cyrillic a', 'pаypal'],
    ['Kelvin sign', '\u212aarl'],
    ['dotless i', 'adm\u0131n'],
    ['capital I with a dot', 'ADM\u0130N'],
    ['long s', 'bo\u017fs'],
    ['sharp s', 'stra\u00dfe'],
    ['Greek omicron', 'r\u03bf\u03bft'],
    ['full-width letters', '\uff41\uff44\uff4d\uff49\uff4e'],
    ['mathematical letters', '𝖺𝖽𝗆𝗂𝗇'],
    ['ligature', 'o\ufb03ce'],
    ['zero-width space', 'bo\u200bb'],
    ['zero-width joiner', 'bo\u200db'],
    ['soft hyphen', 'bo\u00adb'],
    ['byte order mark inside', 'bo\ufeffb'],
    ['right-to-left override', '\u202ebob'],
    ['combining accent', 'bob\u0301'],
    ['NUL', 'bob\0'],
    ['lone surrogate', 'bob\ud800'],
    ['blank inside', 'bo b'],
    ['line break inside', 'bo\nb'],
    ['at sign', 'bob@x'],
    ['slash', '../bob'],
    ['markup', '<img src=x onerror=alert(1)>'],
  ])('refuses a look-alike or a trick: %s [IN-04]', (_, username) => {
    expect(usernameProblem(username)).toBe('Use only letters from A to Z, digits, and . _ -');
  });

  it('leaves one name to one person: whatever is accepted differs in ASCII without case [IN-04]', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 70 }), (username) => {
        if (usernameProblem(username) !== undefined) return;
        expect(canonicalUsername(username)).toMatch(/^[a-z0-9._-]{3,64}$/);
      }),
    );
  });
});

describe('canonicalUsername', () => {
  it('is one for all cases and blanks around [S-035] [S-053] [S-165]', () => {
    expect(['bob', 'Bob', 'BOB', '  bob  ', '\tbOb\n'].map(canonicalUsername)).toEqual(
      Array(5).fill('bob'),
    );
  });
});

describe('emailProblem', () => {
  it.each([
    'a@x.org',
    'Ada.Lovelace+news@Example.COM',
    "o'brien_{1}@mail-1.example.co.uk",
    '  a@x.org  ',
    'grüße@bücher.example',
    'почта@пример.рф',
    'a@xn--bcher-kva.example',
    '用户@例子.中国',
  ])('accepts %j [IN-05]', (email) => expect(emailProblem(email)).toBeUndefined());

  it.each(['', '   ', '\u3000'])('asks for an address where there is none: %j', (email) => {
    expect(emailProblem(email)).toBe('Enter your email address');
  });

  it.each([
    'a',
    'a@',
    '@x.org',
    'a@x',
    'a@@x.org',
    'a@b@x.org',
    'a b@x.org',
    'a@x .org',
    'a@x..org',
    'a@.x.org',
    'a@x.org.',
    'a@-x.org',
    'a@x-.org',
    'a@x_y.org',
    'a@x.o',
    'a@127.0.0.1',
    'a@1.2',
    'a@0x7f.1',
    'a@[127.0.0.1]',
    'a@x.org:80',
    'a@x.org/path',
    'a@x.org?q=1',
    'a@x.org#f',
    'a@x%2eorg',
    'a@x.org,b@y.org',
    'a@x.org;b@y.org',
    '<a@x.org>',
    'Ada <a@x.org>',
    '"a b"@x.org',
    'a(comment)@x.org',
    'a\\@x.org',
    'mailto:a@x.org',
    'a@x.org\r\nBcc: b@y.org',
    'a\r\n@x.org',
    'a\0@x.org',
    'a\u202e@x.org',
    'a\u200b@x.org',
    'a\u00ad@x.org',
    'a\ufe0f@x.org',
    'a\u3164@x.org',
    'a\ufeff@x.org',
    'a\ud800@x.org',
    'a@x\ud800.org',
    `a@${'x'.repeat(64)}.org`,
  ])('refuses %j [IN-05]', (email) => {
    expect(emailProblem(email)).toBe('Enter an email address, like name@example.com');
  });

  it('keeps to the limit of the column, in both forms [S-044] [IN-05]', () => {
    const ofLength = (length: number) =>
      `${'x'.repeat(length - '@x.example.org'.length)}@x.example.org`;
    expect(emailProblem(ofLength(EMAIL_MAX))).toBeUndefined();
    expect(emailProblem(ofLength(EMAIL_MAX + 1))).toBe('Use at most 254 characters.');

    const shrinking = `a@${'𝐱'.repeat(50)}.${'𝐱'.repeat(50)}.${'𝐱'.repeat(50)}.org`;
    expect(canonicalEmail(shrinking).length).toBeLessThan(EMAIL_MAX);
    expect(emailProblem(shrinking)).toBe('Use at most 254 characters.');

    const growing = `a@${'ü.'.repeat(60)}org`;
    expect(growing.length).toBeLessThan(EMAIL_MAX);
    expect(emailProblem(growing)).toBe('Use at most 254 characters.');
  });
});

describe('canonicalEmail', () => {
  it.each([
    ['case', 'A@x.org', 'a@X.ORG'],
    ['blanks around', ' a@x.org ', 'a@x.org'],
    ['composed and decomposed letters', 'caf\u00e9@x.org', 'cafe\u0301@x.org'],
    ['both in capitals', 'CAF\u00c9@x.org', 'CAFE\u0301@x.org'],
    ['an IDN and its ASCII form', 'a@b\u00fccher.example', 'a@xn--bcher-kva.example'],
    ['a decomposed IDN', 'a@bu\u0308cher.example', 'a@B\u00dcCHER.example'],
    ['full-width domain', 'a@\uff58.org', 'a@x.org'],
    ['ideographic full stop', 'a@x\u3002org', 'a@x.org'],
    ['soft hyphen in the domain', 'a@exam\u00adple.org', 'a@example.org'],
  ])('is one for %s [IN-05] [S-165]', (_, one, other) => {
    expect(canonicalEmail(one)).toBe(canonicalEmail(other));
  });

  it.each([
    ['Cyrillic a', 'paypal@x.org', 'p\u0430ypal@x.org'],
    ['dotless i', 'mike@x.org', 'm\u0131ke@x.org'],
    ['sharp s', 'strasse@x.org', 'stra\u00dfe@x.org'],
    ['long s', 'bos@x.org', 'bo\u017f@x.org'],
    ['full-width letters', 'a@x.org', '\uff41@x.org'],
    ['Cyrillic domain', 'a@paypal.com', 'a@p\u0430ypal.com'],
    ['sharp s in the domain', 'a@strasse.example', 'a@stra\u00dfe.example'],
    ['a dot in the local part', 'ab@x.org', 'a.b@x.org'],
    ['a tag', 'a@x.org', 'a+b@x.org'],
  ])('is two for look-alikes: %s [IN-04]', (_, one, other) => {
    expect(canonicalEmail(one)).not.toBe(canonicalEmail(other));
  });

  it.each([
    'a@x.org@evil.example',
    'a@x.org/evil',
    'a@x.org:80',
    'a@x.org?',
    'a@u@x.org',
    'a@x\t.org',
  ])('is nobody’s for %j, typed at a log-in', (identifier) =>
    expect(canonicalEmail(identifier)).not.toBe('a@x.org'),
  );

  it('does not change when it is taken again, and answers for any text', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    const address = fc
      .tuple(text, fc.oneof(fc.domain(), text))
      .map(([local, domain]) => `${local}@${domain}`);
    fc.assert(
      fc.property(fc.oneof(address, text), (email) => {
        const canonical = canonicalEmail(email);
        if (emailProblem(email) !== undefined) return;
        expect(canonicalEmail(canonical)).toBe(canonical);
        expect(emailProblem(canonical)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('is nobody’s for what is no address', () => {
    expect(['ada', 'x.org', '', '@'].map(canonicalEmail)).toEqual(['@', '@x.org', '@', '@']);
  });
});
