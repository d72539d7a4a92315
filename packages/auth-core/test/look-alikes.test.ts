import { describe, expect, it } from '@jest/globals';
import {
  canonicalEmail,
  canonicalUsername,
  emailProblem,
  profileChangeSchema,
  usernameProblem,
} from '../src/index.ts';

/** The name of somebody, and how somebody else would like to be called. */
const pairs: readonly (readonly [what: string, name: string, other: string])[] = [
  // Another alphabet.
  ['Cyrillic а', 'paypal', 'p\u0430ypal'],
  ['Cyrillic е', 'peter', 'p\u0435ter'],
  ['Cyrillic о', 'root', 'r\u043e\u043et'],
  ['Cyrillic р', 'paul', '\u0440aul'],
  ['Cyrillic с', 'clara', '\u0441lara'],
  ['Cyrillic і', 'admin', 'adm\u0456n'],
  ['Cyrillic ѕ', 'support', '\u0455upport'],
  ['Cyrillic у', 'amy', 'am\u0443'],
  ['Cyrillic х', 'max', 'ma\u0445'],
  ['Cyrillic ԁ', 'ada', 'a\u0501a'],
  ['Greek ο', 'bob', 'b\u03bfb'],
  ['Greek ν', 'vera', '\u03bdera'],
  ['Greek capital Α', 'Ada', '\u0391da'],
  ['Armenian օ', 'otto', '\u0585tt\u0585'],
  ['Cherokee Ꭺ', 'Ada', '\u13aada'],
  ['whole in Cyrillic', 'cape', '\u0441\u0430\u0440\u0435'],
  // Case that is no simple case.
  ['Greek capital Κ', 'karl', '\u039aarl'],
  ['long s', 'boss', 'bos\u017f'],
  ['dotless i', 'admin', 'adm\u0131n'],
  ['capital I with a dot', 'admin', 'ADM\u0130N'],
  ['sharp s', 'strasse', 'stra\u00dfe'],
  ['capital sharp s', 'strasse', 'stra\u1e9ee'],
  ['ligature ﬀ', 'office', 'o\ufb00ice'],
  ['ligature ﬁ', 'fiona', '\ufb01ona'],
  ['ligature ﬆ', 'steve', '\ufb06eve'],
  ['Angstrom sign', 'asa', '\u212bsa'],
  // The same letter in another form.
  ['full-width letters', 'admin', '\uff41\uff44\uff4d\uff49\uff4e'],
  ['one full-width letter', 'admin', '\uff41dmin'],
  ['mathematical bold', 'admin', '\u{1d41a}dmin'],
  ['mathematical script', 'root', '\u{1d4c7}oot'],
  ['mathematical monospace', 'root', '\u{1d69b}oot'],
  ['circled letter', 'bob', '\u24d1ob'],
  ['superscript', 'nina', '\u207fina'],
  ['small capital', 'bob', '\u0299ob'],
  ['full-width digit', 'bob1', 'bob\uff11'],
  ['Arabic digit', 'bob1', 'bob\u0661'],
  ['mathematical digit', 'bob1', 'bob\u{1d7cf}'],
  ['Roman numeral', 'ivan', '\u2163an'],
  // A letter with something on it.
  ['composed accent', 'jose', 'jos\u00e9'],
  ['combining accent', 'jose', 'jose\u0301'],
  ['stroke', 'bob', 'bo\u0180'],
  ['underline that combines', 'bob', 'bo\u0332b'],
  ['enclosing circle', 'bob', 'bob\u20dd'],
  // Something that is not seen.
  ['zero-width space', 'bob', 'bo\u200bb'],
  ['zero-width joiner', 'bob', 'bo\u200db'],
  ['zero-width non-joiner', 'bob', 'bo\u200cb'],
  ['word joiner', 'bob', 'bob\u2060'],
  ['soft hyphen', 'bob', 'bo\u00adb'],
  ['byte order mark inside', 'bob', 'b\ufeffob'],
  ['variation selector', 'bob', 'bob\ufe0f'],
  ['Hangul filler', 'bob', 'bob\u3164'],
  ['tag letter', 'bob', 'bob\u{e0062}'],
  ['right-to-left override', 'bob', '\u202ebob'],
  ['left-to-right mark', 'bob', 'bob\u200e'],
  ['isolate', 'bob', '\u2067bob\u2069'],
  ['NUL', 'bob', 'bob\0'],
  // Signs that look like ours.
  ['hyphen', 'ann-lee', 'ann\u2010lee'],
  ['minus sign', 'ann-lee', 'ann\u2212lee'],
  ['full-width full stop', 'ann.lee', 'ann\uff0elee'],
  ['one dot leader', 'ann.lee', 'ann\u2024lee'],
  ['full-width low line', 'ann_lee', 'ann\uff3flee'],
  ['no-break space', 'annlee', 'ann\u00a0lee'],
];

describe('a name that looks like another', () => {
  it('is one of sixty pairs and more [D-34]', () => {
    expect(new Set(pairs.map(([, , other]) => other)).size).toBeGreaterThanOrEqual(60);
  });

  it.each(pairs)(
    'is refused, and is nobody’s at a log-in: %s [D-34] [IN-04] [RT-11]',
    (_what, name, other) => {
      expect(usernameProblem(name)).toBeUndefined();
      expect(usernameProblem(other)).toBe('Use only letters from A to Z, digits, and . _ -');
      expect(canonicalUsername(other)).not.toBe(canonicalUsername(name));
    },
  );

  it.each(pairs)(
    'does not become the same address: %s [D-34] [IN-05] [RT-11]',
    (_what, name, other) => {
      const mine = `${name}@example.com`;
      const theirs = `${other}@example.com`;
      if (emailProblem(theirs) === undefined)
        expect(canonicalEmail(theirs)).not.toBe(canonicalEmail(mine));
    },
  );

  it('is not the Kelvin sign, which is the letter K to Unicode itself: one person, in letters that all can type [D-34] [IN-04] [IN-05]', () => {
    expect(usernameProblem('\u212aarl')).toBe('Use only letters from A to Z, digits, and . _ -');
    expect(canonicalEmail('\u212aarl@example.com')).toBe('karl@example.com');
    expect(profileChangeSchema.parse({ email: '\u212aarl@example.com' })).toEqual({
      email: 'Karl@example.com',
    });
  });
});
