import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { commonPasswords } from '../src/password/common-passwords.ts';
import { isCommonPassword } from '../src/password/index.ts';
import { PASSWORD_MAX, PASSWORD_MIN, PASSWORD_MIN_FLOOR } from '../src/password-policy.ts';
import { codePoints } from '../src/text.ts';

describe('the list of common passwords', () => {
  it('is the one that was reviewed [PW-06]', () => {
    const digest = createHash('sha256').update(commonPasswords.join('\n')).digest('hex');
    expect(digest).toBe('527e8a0552d280ce9503b5345b78d35ddf459c3bff0d65a83cb13165ed13d4bd');
  });

  it('holds more than 3,000 that the length alone would let pass [PW-06]', () => {
    const long = commonPasswords.filter((password) => codePoints(password) >= PASSWORD_MIN);
    expect(new Set(long).size).toBeGreaterThan(3000);
    expect(commonPasswords.length - long.length).toBe(3000);
  });

  it('holds each once, as it is looked up, and none that no deployment would accept', () => {
    expect(new Set(commonPasswords).size).toBe(commonPasswords.length);
    const odd = commonPasswords.filter(
      (password) =>
        password !== password.normalize('NFKC').toLowerCase().trim() ||
        codePoints(password) < PASSWORD_MIN_FLOOR ||
        codePoints(password) > PASSWORD_MAX,
    );
    expect(odd).toEqual([]);
  });
});

describe('isCommonPassword', () => {
  it('knows every password of the list [PW-06]', () => {
    expect(commonPasswords.filter((password) => !isCommonPassword(password))).toEqual([]);
  });

  it.each([
    'password',
    'passwordpassword',
    'PasswordPassword',
    'ＰＡＳＳＷＯＲＤpassword',
    'aaaaaaaaaaaaaaa',
    '123456789012345',
    'qwertyuiopasdfghjkl',
    '1qaz2wsx3edc4rfv',
    'correcthorsebatterystaple',
    'password123456789',
    'iloveyouiloveyou',
  ])('knows %j, whatever its case or width', (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  it.each([
    'my passwordpassword is longer',
    'passwordpassword and a lamp',
    ' passwordpassword',
    'passwordpasswor',
    'umbrella cactus violin',
    '',
    'constructor',
  ])('compares whole: %j is none of them', (password) => {
    expect(isCommonPassword(password)).toBe(false);
  });
});
