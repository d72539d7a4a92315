/** @jest-environment <rootDir>/test/auth/browser-environment.js */
import { PASSWORD_MISMATCH } from '@gatehouse/auth-core';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { AuthPage } from '../../src/auth/auth-page.tsx';
import { RegisterPage } from '../../src/auth/register-page.tsx';
import { answerWith, json, loggedIn, problem } from './network.ts';

configure({ asyncUtilTimeout: 5000 });

const chosen = 'purple tractor lagoon';
const field = (label: string) =>
  screen.getByLabelText<HTMLInputElement>(label, { selector: 'input' });
const summary = () => screen.findByRole('region', { name: 'There is a problem' });
const typed = {
  username: 'ana',
  email: 'ana@example.com',
  password: chosen,
  passwordConfirmation: chosen,
};

function fillSilently(values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) {
    const box = document.querySelector<HTMLInputElement>(`[name="${name}"]`);
    if (box) box.value = value;
  }
}

function send(values: Record<string, string>): void {
  fillSilently(values);
  fireEvent.click(screen.getByRole('button', { name: 'Sign Up' }));
}

beforeEach(() => {
  window.matchMedia = ((query: string) => ({ matches: true, media: query })) as typeof matchMedia;
  jest.spyOn(console, 'error').mockImplementation(() => {});
  history.replaceState(null, '', '/register');
  render(
    <AuthPage>
      <RegisterPage />
    </AuthPage>,
  );
});

describe('the registration form', () => {
  it('tells password managers and keyboards what each field is [S-015] [S-016] [S-017] [S-018] [UX-F-05] [UX-F-11]', () => {
    expect(field('Username').autocomplete).toBe('username');
    expect(field('Email address').type).toBe('email');
    expect(field('Email address').inputMode).toBe('email');
    expect(field('Name (optional)').autocomplete).toBe('name');
    expect(field('Password').autocomplete).toBe('new-password');
    expect(field('Confirm password').autocomplete).toBe('new-password');
    for (const label of ['Username', 'Email address', 'Password', 'Confirm password'])
      expect(field(label).required).toBe(true);
    expect(field('Name (optional)').required).toBe(false);
  });

  it('says what a password must be before one is typed [UX-PW-07]', () => {
    const hint = document.getElementById(field('Password').getAttribute('aria-describedby') ?? '');
    expect(hint?.textContent).toMatch(/^At least 15 characters\./);
  });

  it('sends what a password manager put in; an empty name is none [UX-F-15]', async () => {
    const calls = answerWith({
      'POST /api/users': () => json(201, loggedIn),
      'GET /api/session': () => json(200, loggedIn),
    });
    send({ ...typed, name: ' ' });
    await waitFor(() => expect(calls).toHaveLength(2));
    expect(calls[0]).toEqual({ method: 'POST', path: '/api/users', body: typed });
  });

  it.each([
    {
      what: 'a short password',
      change: { password: 'short', passwordConfirmation: 'short' },
      label: 'Password',
      words: 'Use at least 15 characters. You have 5.',
    },
    {
      what: 'a password like the name',
      change: {
        username: 'anaanaanaanaana',
        password: 'anaanaanaanaana',
        passwordConfirmation: 'anaanaanaanaana',
      },
      label: 'Password',
      words: 'Choose a password that is not your username',
    },
    {
      what: 'another confirmation',
      change: { passwordConfirmation: 'other' },
      label: 'Confirm password',
      words: PASSWORD_MISMATCH,
    },
    {
      what: 'no address',
      change: { email: '' },
      label: 'Email address',
      words: 'Enter your email address',
    },
    {
      what: 'half an address',
      change: { email: 'ana@' },
      label: 'Email address',
      words: 'like name@example.com',
    },
    {
      what: 'a short username',
      change: { username: 'an' },
      label: 'Username',
      words: 'Use at least 3 characters.',
    },
  ])(
    'tells $what beside its field, and sends nothing [S-016] [UX-ER-01] [UX-ER-04]',
    async ({ change, label, words }) => {
      const calls = answerWith({});
      send({ ...typed, ...change });
      const link = within(await summary()).getByRole('link', {
        name: new RegExp(words.slice(0, 24)),
      });
      expect(link.textContent).toContain(words);
      expect(field(label).getAttribute('aria-invalid')).toBe('true');
      fireEvent.click(link);
      expect(document.activeElement).toBe(field(label));
      expect(calls).toEqual([]);
    },
  );

  it.each([
    { code: 'username_taken', label: 'Username' },
    { code: 'email_taken', label: 'Email address' },
  ])(
    'tells $code beside its field, and keeps the rest [UX-F-17] [UX-ER-08]',
    async ({ code, label }) => {
      answerWith({
        'POST /api/users': () => problem(409, code, { title: 'It is somebody else’s.' }),
      });
      send(typed);
      await summary();
      expect(field(label).getAttribute('aria-invalid')).toBe('true');
      expect(field('Password').value).toBe(chosen);
      expect(field('Username').value).toBe('ana');
    },
  );

  it('tells what the server finds wrong, also of a field that is not here [UX-ER-08]', async () => {
    const fields = { password: ['This password is too common.'], shoeSize: ['Too large.'] };
    answerWith({ 'POST /api/users': () => problem(422, 'validation_failed', { fields }) });
    send(typed);
    expect((await summary()).textContent).toContain('Too large.');
    expect(field('Password').getAttribute('aria-invalid')).toBe('true');
  });

  it('quotes the number of a request that went wrong on the server [UX-ER-09]', async () => {
    answerWith({ 'POST /api/users': () => problem(500, 'internal_error') });
    send(typed);
    expect((await summary()).textContent).toMatch(/our side.*A1B2/);
  });
});
