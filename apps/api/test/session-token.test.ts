import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { coarseAddress } from '../src/browser/coarse-address.ts';
import { deviceOf, isSameDevice } from '../src/browser/device.ts';
import { SessionCookies } from '../src/browser/session-cookies.ts';
import { formatToken, parseToken } from '../src/browser/session-token.ts';
import { SessionSecrets } from '../src/session/session-secrets.ts';

const secrets = new SessionSecrets(['k'.repeat(40)]);
const newToken = () => secrets.newToken();

describe('a token', () => {
  it('is never made twice, and every bit of it is a coin [SE-01]', () => {
    const tokens = Array.from({ length: 50_000 }, newToken);

    expect(new Set(tokens.map(({ id }) => id)).size).toBe(tokens.length);
    expect(new Set(tokens.map(({ secret }) => secret)).size).toBe(tokens.length);
    for (const part of ['id', 'secret'] as const) {
      const bytes = tokens.map((token) => Buffer.from(token[part], 'base64url'));
      const bits = (bytes[0]?.length ?? 0) * 8;
      expect(bits).toBe(part === 'id' ? 128 : 384);
      // Six standard deviations of 50,000 coins: one run in a million strays so far by chance.
      for (let bit = 0; bit < bits; bit++) {
        const ones = bytes.filter((byte) => ((byte[bit >> 3] ?? 0) >> (bit & 7)) & 1).length;
        expect(Math.abs(ones - 25_000)).toBeLessThan(6 * Math.sqrt(50_000 / 4));
      }
    }
  });

  it('comes back from a cookie as it was, and nothing else comes back [SE-04] [FL-133]', () => {
    const token = newToken();
    expect(parseToken(formatToken(token))).toEqual(token);

    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseToken(text)).toBeNull();
      }),
    );
    fc.assert(
      fc.property(
        fc.nat(86),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
        (at, character) => {
          const text = formatToken(token);
          const changed = text.slice(0, at) + character + text.slice(at + 1);
          const parsed = parseToken(changed);
          if (changed !== text) expect(parsed).not.toEqual(token);
        },
      ),
    );
  });

  it.each([`${'a'.repeat(22)}.${'b'.repeat(64)}\n`, `\n${'a'.repeat(22)}.${'b'.repeat(64)}`])(
    'is not read from a longer text %j [SE-04]',
    (text) => expect(parseToken(text)).toBeNull(),
  );
});

describe('reading a Cookie header', () => {
  const cookies = new SessionCookies({ isSecure: false, namePrefix: '', marksLast: 60 });

  it('never fails, whatever stands there [S-081] [S-091]', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (header) => {
        expect(cookies.token(header)).toBeNull();
        expect(cookies.token(`sid=${header}`)).toBeNull();
      }),
    );
    expect(cookies.token(undefined)).toBeNull();
  });

  it('finds the token among other cookies, once [CK-05]', () => {
    const token = newToken();
    const pair = `sid=${formatToken(token)}`;

    for (const header of [pair, `a=b; ${pair}`, `a=b;${pair};c`, `${pair}; sidecar=1; asid=2`])
      expect(cookies.token(header)).toEqual(token);
    for (const header of [`${pair}; ${pair}`, `${pair}; sid=`, `x${pair}`, pair.replace('=', ' =')])
      expect(cookies.token(header)).toBeNull();
  });
});

describe('an address', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0'],
    ['::ffff:203.0.113.77', '203.0.113.0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::'],
    ['2001:DB8:1:2::6', '2001:db8:1::'],
    ['2001:db8::6', '2001:db8:0::'],
    ['::1', '0:0:0::'],
    ['unknown', null],
    ['', null],
  ])('of %s is kept as %s [SE-18]', (address, kept) => {
    expect(coarseAddress(address)).toBe(kept);
  });
});

describe('a device', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      'Chrome',
      'Windows',
      'desktop',
    ],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
      'Chrome',
      'Android',
      'mobile',
    ],
    ['curl/8.5.0', 'curl', 'Unknown', 'unknown'],
    ['', 'Unknown', 'Unknown', 'unknown'],
  ])('is read from %s [SE-18]', (agent, browser, os, kind) => {
    expect(deviceOf(agent)).toEqual({ browser, os, kind });
    expect(deviceOf(agent)).toBe(deviceOf(agent));
  });

  it('is the same over versions, and another with another browser, system or kind [SE-18] [FL-097]', () => {
    const device = { browser: 'Chrome', os: 'Windows', kind: 'desktop' } as const;

    expect(isSameDevice(device, { ...device })).toBe(true);
    for (const other of [{ browser: 'Edge' }, { os: 'Linux' }, { kind: 'mobile' as const }])
      expect(isSameDevice(device, { ...device, ...other })).toBe(false);
  });

  it('is short, plain and never missing, whatever an agent calls itself [SE-18]', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 800 }), (agent) => {
        const { browser, os } = deviceOf(agent);
        for (const name of [browser, os]) expect(name).toMatch(/^[\p{L}\p{N} ._-]{1,40}$/u);
      }),
    );
  });
});
