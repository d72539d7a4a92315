import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  newPasswordProblems,
  PASSWORD_MAX,
  PASSWORD_MIN,
  PASSWORD_MIN_FLOOR,
  passwordProblem,
} from '../src/index.ts';

const owner = { username: 'ada.lovelace', email: 'countess@example.com' };

describe('passwordProblem', () => {
  it('asks for 15 characters and never for less than 8', () => {
    expect([PASSWORD_MIN, PASSWORD_MIN_FLOOR, PASSWORD_MAX]).toEqual([15, 8, 128]);
  });

  it.each([
    { what: 'fourteen letters', password: 'abcdefghijklmn', count: 14 },
    { what: 'fourteen astral characters', password: '𝒜'.repeat(14), count: 14 },
    { what: 'two families of seven code points', password: '👨‍👩‍👧‍👦'.repeat(2), count: 14 },
    { what: 'letters with separate accents', password: 'e\u0301'.repeat(14), count: 14 },
  ])('counts code points of the composed form: $what [PW-01]', ({ password, count }) => {
    expect(passwordProblem(password)).toBe(`Use at least 15 characters. You have ${count}.`);
    expect(passwordProblem(`${password}x`)).toBeUndefined();
  });

  it('names the minimum of the deployment [S-038]', () => {
    expect(passwordProblem('1234567', { minLength: 8 })).toBe(
      'Use at least 8 characters. You have 7.',
    );
    expect(passwordProblem('12345678', { minLength: 8 })).toBeUndefined();
  });

  it.each([15, 64, 127, 128])('accepts %i characters [PW-02] [S-038]', (length) => {
    expect(passwordProblem('ab cd'.repeat(30).slice(0, length))).toBeUndefined();
    expect(passwordProblem('é'.normalize('NFD').repeat(length))).toBeUndefined();
  });

  it('refuses more than 128 characters instead of cutting them [PW-02] [S-184]', () => {
    expect(passwordProblem('x'.repeat(129))).toBe('Use at most 128 characters. You have 129.');
  });

  it.each([
    ['lower case only', 'violin umbrella'],
    ['digits only', '482957104836275'],
    ['blanks at both ends', ' violin lamp    '],
    ['every printing sign', ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'],
    ['no Latin letter at all', 'надёжный пароль'],
    ['emoji', '🎻🪔🌵🎻🪔🌵🎻🪔🌵🎻🪔🌵🎻🪔🌵'],
  ])('has no rules of composition: %s [PW-04]', (_, password) => {
    expect(passwordProblem(password, owner)).toBeUndefined();
  });

  it('refuses an empty one in the words of the form [S-034]', () => {
    expect(passwordProblem('')).toBe('Username or Password cannot be empty');
  });

  it('refuses half a character, which would be hashed as another', () => {
    expect(passwordProblem(`${'x'.repeat(20)}\ud800`)).toBe(
      'Use characters that your keyboard can type.',
    );
  });

  it.each([
    'ada.lovelace123',
    'ADA.Lovelace2026!',
    'ａｄａ．ｌｏｖｅｌａｃｅ１９９９',
    'ada.lovelaceada.lovelace',
    'ada.lovelace ada.lovelace',
    '!!!ada.lovelace',
    'countess@example.com',
    'Countess1234567',
    'countess-countess',
    'gatehouse2026!!',
    'GatehouseGatehouse',
    'gatehouse 1 gatehouse',
  ])('refuses %j: the person, the address or the product, dressed up [PW-07]', (password) => {
    expect(passwordProblem(password, owner)).toMatch(/^Choose a password that is not your/);
  });

  it.each([
    'ada.lovelace plays the violin',
    'the gatehouse is green',
    'countess of nowhere',
    'example.com example',
    'пароль gatehouse',
  ])('accepts %j: the word is only a part of it [PW-07]', (password) => {
    expect(passwordProblem(password, owner)).toBeUndefined();
  });

  it.each([
    { username: '12345', password: 'надёжный пароль', problem: undefined },
    { username: '12345', password: '999999999999999', problem: undefined },
    { username: '12345', password: '123451234512345', problem: expect.any(String) },
    { username: '...', password: '482957104836275', problem: undefined },
    { username: '', password: 'violin umbrella', problem: undefined },
  ])('compares $password with a name without letters, $username', (example) => {
    expect(passwordProblem(example.password, { username: example.username })).toEqual(
      example.problem,
    );
  });

  it.each(['ada', '..ada99', '99__ada'])(
    'looks for the letters of a name as short as three, whatever is around them: %s',
    (username) => {
      expect(passwordProblem('482ada157104836', { username })).toMatch(/^Choose a password/);
      expect(passwordProblem('482adx157104836', { username })).toBeUndefined();
    },
  );

  it('does not hold a local part of two letters against anybody', () => {
    expect(passwordProblem('me4839271648372', { email: 'me@example.com' })).toBeUndefined();
  });

  it('answers for any text at all', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(anyText, anyText, anyText, (password, username, email) => {
        const problem = passwordProblem(password, { username, email });
        if (problem === undefined) {
          const length = [...password.normalize('NFC')].length;
          expect(length).toBeGreaterThanOrEqual(PASSWORD_MIN);
          expect(length).toBeLessThanOrEqual(PASSWORD_MAX);
        } else expect(problem).not.toBe('');
      }),
    );
  });
});

describe('newPasswordProblems', () => {
  const password = 'violin umbrella';

  it('is empty for a good password typed twice', () => {
    expect(newPasswordProblems({ password, passwordConfirmation: password }, owner)).toEqual({});
  });

  it('tells a difference at the repetition [S-032]', () => {
    expect(newPasswordProblems({ password, passwordConfirmation: `${password} ` }, owner)).toEqual({
      passwordConfirmation: 'The password confirmation must match the password.',
    });
  });

  it('tells both at once, and never takes two empty ones for a match [S-025]', () => {
    expect(newPasswordProblems({ password: '', passwordConfirmation: '' }, owner)).toEqual({
      password: 'Username or Password cannot be empty',
    });
    expect(
      Object.keys(newPasswordProblems({ password: 'a', passwordConfirmation: 'b' }, {})),
    ).toEqual(['password', 'passwordConfirmation']);
  });

  it('knows the owner and the minimum of the deployment', () => {
    const own = { password: 'ada.lovelace1', passwordConfirmation: 'ada.lovelace1' };
    expect(newPasswordProblems(own, { minLength: 8 })).toEqual({});
    expect(newPasswordProblems(own, { ...owner, minLength: 8 })).toHaveProperty('password');
  });
});
