/** @jest-environment <rootDir>/test/auth/browser-environment.js */
import { EMPTY_CREDENTIALS } from '@gatehouse/auth-core';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { AuthPage } from '../../src/auth/auth-page.tsx';
import { LoginPage } from '../../src/auth/login-page.tsx';
import { answerWith, json, loggedIn, problem, visitor } from './network.ts';

// The part that talks to the server is compiled when it is first used.
configure({ asyncUtilTimeout: 5000 });

const identifier = () => screen.getByLabelText<HTMLInputElement>('Username or email address');
const password = () => screen.getByLabelText<HTMLInputElement>('Password', { selector: 'input' });
const button = () => screen.getByRole('button', { name: /^(Login|Logging in…)$/ });
const summary = () => screen.findByRole('region', { name: 'There is a problem' });

/** As a password manager may do it: the values are there, and no event tells of them. */
function fillSilently(values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) {
    const field = document.querySelector<HTMLInputElement>(`[name="${name}"]`);
    if (field) field.value = value;
  }
}

function open(address = '/login'): void {
  history.replaceState(null, '', address);
  document.title = 'Cookieshop | Login';
  render(
    <AuthPage>
      <LoginPage />
    </AuthPage>,
  );
}

const told = (form: HTMLElement) => form.textContent;

beforeEach(() => {
  window.matchMedia = ((query: string) => ({ matches: true, media: query })) as typeof matchMedia;
  // Says that jsdom cannot leave the page: the sign that a form did.
  jest.spyOn(console, 'error').mockImplementation(() => {});
});

describe('the log-in form', () => {
  it('has two fields, a box and a button, tied to their labels [S-012] [S-015] [S-017] [S-018] [UX-F-04]', () => {
    open();
    expect(identifier().autocomplete).toBe('username');
    expect(identifier().getAttribute('spellcheck')).toBe('false');
    expect(identifier().getAttribute('autocapitalize')).toBe('none');
    expect(password().type).toBe('password');
    expect(password().autocomplete).toBe('current-password');
    expect(screen.getByRole<HTMLInputElement>('checkbox').checked).toBe(false);
    expect(screen.getByRole('button', { name: 'Login' })).toBeDefined();
    expect(screen.queryByRole('region', { name: 'There is a problem' })).toBeNull();
  });

  it('begins at its first field where a keyboard is at hand [UX-F-19]', () => {
    open();
    expect(document.activeElement).toBe(identifier());
  });

  it('leaves the keyboard of a touch screen down [UX-F-19]', () => {
    window.matchMedia = (() => ({ matches: false })) as unknown as typeof matchMedia;
    open();
    expect(document.activeElement).toBe(document.body);
  });

  it('sends what a password manager put in without a word [UX-F-15] [UX-PW-01]', async () => {
    const calls = answerWith({
      'POST /api/session': () => json(200, loggedIn),
      'GET /api/session': () => json(200, loggedIn),
    });
    open();
    fillSilently({ identifier: 'ana@example.com', password: ' pass phrase of mine ' });
    fireEvent.click(button());
    await waitFor(() => expect(calls).toHaveLength(2));
    expect(calls[0]).toEqual({
      method: 'POST',
      path: '/api/session',
      body: { identifier: 'ana@example.com', password: ' pass phrase of mine ', remember: false },
    });
    await waitFor(() => expect(console.error).toHaveBeenCalled());
    expect(button().getAttribute('aria-disabled')).toBe('true');
  });

  it('sends nothing while a field is empty, and says which [S-016] [UX-ER-01]', async () => {
    const calls = answerWith({});
    open();
    fireEvent.click(button());
    expect((await summary()).textContent).toContain(EMPTY_CREDENTIALS);
    expect(identifier().getAttribute('aria-invalid')).toBe('true');
    expect(password().hasAttribute('aria-invalid')).toBe(false);
    expect(calls).toEqual([]);
  });

  it('keeps who it was and empties the password after a refusal [S-021] [S-022] [UX-ER-06] [UX-F-17]', async () => {
    const title = 'Invalid username or password.';
    answerWith({ 'POST /api/session': () => problem(401, 'invalid_credentials', { title }) });
    open();
    fillSilently({ identifier: 'ana', password: 'not the right one' });
    fireEvent.click(button());

    expect((await summary()).textContent).toContain(title);
    expect(document.activeElement).toBe(await summary());
    expect(document.title).toBe('Error: Cookieshop | Login');
    expect([identifier().value, password().value]).toEqual(['ana', '']);

    fireEvent.click(screen.getByRole('link', { name: title }));
    expect(document.activeElement).toBe(password());
  });

  it('sends once, however often it is clicked [UX-F-16]', async () => {
    let answer = (_: Response) => {};
    const calls = answerWith({
      'POST /api/session': () => new Promise<Response>((resolve) => (answer = resolve)),
    });
    open();
    fillSilently({ identifier: 'ana', password: 'a password' });
    button().focus();
    fireEvent.click(button());
    fireEvent.click(button());
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(button().textContent).toContain('Logging in…');
    expect(document.activeElement).toBe(button());

    answer(problem(401, 'invalid_credentials'));
    await summary();
    expect(calls).toHaveLength(1);
  });

  it('says that the browser keeps no cookie, in place of a silent loop [S-078]', async () => {
    answerWith({
      'POST /api/session': () => json(200, loggedIn),
      'GET /api/session': () => json(200, visitor),
    });
    open();
    fillSilently({ identifier: 'ana', password: 'a password' });
    fireEvent.click(button());
    expect((await summary()).textContent).toContain('does not keep our cookie');
  });

  it.each([
    { what: 'the server is away', online: true, words: 'We cannot reach the server.' },
    { what: 'the device is offline', online: false, words: 'You are offline.' },
  ])(
    'says when $what, and keeps what was typed [UX-NW-04] [UX-NW-05]',
    async ({ online, words }) => {
      jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(online);
      answerWith({ 'POST /api/session': () => new TypeError('Failed to fetch') });
      open();
      fillSilently({ identifier: 'ana', password: 'a password' });
      fireEvent.click(button());
      expect((await summary()).textContent).toContain(words);
      expect([identifier().value, password().value]).toEqual(['ana', 'a password']);
      jest.restoreAllMocks();
    },
  );

  it('counts down after too many attempts, and is open again then [UX-NW-07]', async () => {
    answerWith({
      'POST /api/session': () =>
        problem(429, 'rate_limited', { retryAfter: 12, title: 'Too many attempts.' }),
    });
    open();
    fillSilently({ identifier: 'ana', password: 'a password' });
    fireEvent.click(button());
    expect(told(await summary())).toContain('Too many attempts.');
    expect(screen.getAllByText('You can try again in 12 seconds.')).not.toHaveLength(0);
    expect(button().getAttribute('aria-disabled')).toBe('true');

    const start = Date.now();
    for (const [passed, words] of [
      [1, 'in 11 seconds.'],
      [11, 'in 1 second.'],
      [12, 'again now.'],
    ] as const) {
      jest.spyOn(Date, 'now').mockReturnValue(start + passed * 1000);
      await waitFor(() => expect(document.querySelector('.submit')?.textContent).toContain(words));
    }
    expect(button().hasAttribute('aria-disabled')).toBe(false);
    jest.restoreAllMocks();
  });
});

describe('the log-in page of somebody on the way to another page', () => {
  it('says so once, and leads on from the registration as well [UX-F-20] [UX-FL-05] [UX-NV-01]', async () => {
    open('/login?next=%2Fcheckout%3Fx%3D1');
    expect(await screen.findByText('Please log in first')).toBeDefined();
    expect(screen.getByRole('link', { name: 'Create an account' }).getAttribute('href')).toBe(
      '/register?next=%2Fcheckout%3Fx%3D1',
    );
    expect(document.querySelector<HTMLInputElement>('[name="next"]')?.value).toBe('/checkout?x=1');
    expect(history.state).toEqual({ isReminded: true });
  });

  it('says nothing where nothing else was asked for', async () => {
    open('/login');
    await act(async () => {});
    expect(screen.queryByText('Please log in first')).toBeNull();
  });

  it('leaves the word to a message of the server', async () => {
    history.replaceState(null, '', '/login?next=%2Fcheckout');
    const refusal = { code: 'invalid_credentials', level: 'error', text: 'Not right.' } as const;
    render(
      <AuthPage flash={[refusal]}>
        <LoginPage />
      </AuthPage>,
    );
    expect(await screen.findByText('Not right.')).toBeDefined();
    expect(screen.queryByText('Please log in first')).toBeNull();
  });
});
