import { describe, expect, it } from '@jest/globals';
import {
  type FlashCode,
  flash,
  flashCatalogue,
  flashLevels,
  flashListSchema,
  flashSchema,
  isFlashCode,
} from '../src/index.ts';

describe('flash', () => {
  it.each([
    ['logged_in', 'success', "You've successfully logged in!"],
    ['logged_out', 'success', 'You have been signed out.'],
    ['user_created', 'success', 'User account has been created.'],
    ['login_required', 'info', 'Please log in first'],
    ['not_authorized', 'error', 'Not Authorized'],
    ['invalid_credentials', 'error', 'Invalid username or password.'],
    ['empty_credentials', 'error', 'Username or Password cannot be empty.'],
    ['empty_registration', 'error', 'Username or Password cannot be empty'],
    ['email_taken', 'error', 'The email address is already registered.'],
    ['password_mismatch', 'error', 'The password confirmation must match the password.'],
    ['invalid_submission', 'error', 'Invalid submission. Please try again.'],
    ['reauthentication_required', 'info', 'Please reauthenticate to access this page.'],
    ['user_updated', 'success', 'User Updated!'],
    ['user_deleted', 'success', 'User Deleted!'],
    ['message_created', 'success', 'Message Created!'],
    ['message_updated', 'success', 'Message Updated!'],
    ['message_deleted', 'success', 'Message Deleted!'],
  ] as const)('says %s as %s: %s [S-110] [S-158]', (code, level, text) => {
    expect(flash(code)).toEqual({ code, level, text });
  });

  it('fills parameters in and hands them on', () => {
    expect(flash('password_changed', { count: 0 })).toEqual({
      code: 'password_changed',
      level: 'success',
      params: { count: 0 },
      text: 'Password changed. Other devices signed out: 0.',
    });
  });

  it('keeps what people typed as they typed it [S-109]', () => {
    const username = '<img src=x onerror=alert(1)> $& $1 {username} {role}';
    expect(flash('username_taken', { username }).text).toBe(
      `Username ${username} is not available.`,
    );
  });

  it('leaves a hole that nothing fills, and takes nothing from a prototype', () => {
    expect(flash('username_taken').text).toBe('Username {username} is not available.');
    expect(flash('logged_in', {}, { logged_in: '{constructor} {toString}' }).text).toBe(
      '{constructor} {toString}',
    );
  });

  it('says one text in other words without a copy of the rest [S-110]', () => {
    const texts = { username_taken: 'Nimm nicht {username}.' };
    expect(flash('username_taken', { username: 'bob' }, texts).text).toBe('Nimm nicht bob.');
    expect(flash('username_taken', { username: 'bob' }, texts).level).toBe('error');
    expect(flash('logged_out', undefined, texts)).toEqual(flash('logged_out'));
  });

  it.each(Object.keys(flashCatalogue) as FlashCode[])(
    '%s passes its own schema [EXT-023]',
    (code) => {
      const message = flash(code, { username: 'bob', count: 2 });
      expect(flashLevels).toContain(message.level);
      expect(flashListSchema.parse([JSON.parse(JSON.stringify(message))])).toEqual([message]);
    },
  );

  it('is refused with an unknown code or level', () => {
    expect(flashSchema.safeParse({ ...flash('logged_in'), code: 'constructor' }).success).toBe(
      false,
    );
    expect(flashSchema.safeParse({ ...flash('logged_in'), level: 'fatal' }).success).toBe(false);
  });
});

describe('isFlashCode', () => {
  it('knows the catalogue and nothing that objects inherit', () => {
    expect(Object.keys(flashCatalogue).every(isFlashCode)).toBe(true);
    expect(['constructor', 'toString', '__proto__', '', 'LOGGED_IN'].some(isFlashCode)).toBe(false);
  });
});
