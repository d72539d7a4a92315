/** @jest-environment <rootDir>/test/auth/browser-environment.js */
import { type Client, createClient } from '@gatehouse/client-sdk';
import { GatehouseProvider } from '@gatehouse/client-sdk/react';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { RootLayout } from '../../src/layouts/root-layout.tsx';
import { ana, answerWith, json, loggedIn, visitor } from '../auth/network.ts';

let client: Client;

function open(): void {
  render(
    <GatehouseProvider client={client}>
      <RootLayout>
        <h1>A page</h1>
      </RootLayout>
    </GatehouseProvider>,
  );
}

const header = () => within(screen.getByRole('banner'));
const footer = () => within(screen.getByRole('contentinfo'));

beforeEach(() => {
  client = createClient();
});

afterEach(() => {
  client.sessionStore.close();
  jest.restoreAllMocks();
});

describe('the frame of a page', () => {
  it('shows neither a visitor nor a user before it is known who is there [UX-NV-13]', async () => {
    answerWith({ 'GET /api/session': () => new Promise<Response>(() => {}) });
    open();
    await act(async () => {});
    expect(header().queryByRole('link', { name: 'Log in' })).toBeNull();
    expect(header().queryByRole('button')).toBeNull();
  });

  it('shows a visitor the way in, and nothing of a log-out [S-140] [UX-F-21]', () => {
    client.sessionStore.hydrate(visitor);
    open();
    expect(header().getByRole('link', { name: 'Log in' }).getAttribute('href')).toBe('/login');
    expect(header().getByRole('link', { name: 'Sign up' }).getAttribute('href')).toBe('/register');
    expect(footer().queryByText(/Logged in as/)).toBeNull();
    expect(screen.queryByRole('button', { name: 'Log out' })).toBeNull();
  });

  it('says on every page who is logged in, and by which address [S-140] [UX-NV-06]', () => {
    client.sessionStore.hydrate(loggedIn);
    open();
    fireEvent.click(header().getByRole('button', { name: /Logged in as Ana/ }));
    expect(
      header()
        .getAllByRole('link')
        .slice(-3)
        .map((link) => [link.textContent, link.getAttribute('href')]),
    ).toEqual([
      ['Profile', '/users/u1'],
      ['Settings', '/settings'],
      ['My orders', '/orders'],
    ]);
    expect(footer().getByText('Logged in as ana@example.com.')).toBeDefined();
    expect(footer().getByRole('button', { name: 'Log out' })).toBeDefined();
  });

  it('offers the administration to those who may [UX-NV-06]', () => {
    client.sessionStore.hydrate({ ...loggedIn, user: { ...ana, role: 'admin' } });
    open();
    fireEvent.click(header().getByRole('button', { name: /Logged in as Ana/ }));
    expect(header().getByRole('link', { name: 'Admin' }).getAttribute('href')).toBe('/admin');
  });

  it('logs out by a form that works without scripts, and never by a link [UX-NV-07]', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => {});
    const calls = answerWith({ 'DELETE /api/session': () => new Response(null, { status: 204 }) });
    client.sessionStore.hydrate(loggedIn);
    open();
    const button = footer().getByRole<HTMLButtonElement>('button', { name: 'Log out' });
    expect([button.form?.method, button.form?.getAttribute('action')]).toEqual(['post', '/logout']);

    fireEvent.click(button);

    await waitFor(() =>
      expect(calls).toEqual([{ method: 'DELETE', path: '/api/session', body: null }]),
    );
    await waitFor(() => expect(footer().queryByText(/Logged in as/)).toBeNull());
  });

  it('shows a message of the server until it is dismissed', async () => {
    client.sessionStore.hydrate(visitor);
    client.flash.push({ code: 'logged_out', level: 'success', text: 'You have been signed out.' });
    open();
    fireEvent.click(await screen.findByRole('button', { name: /^Dismiss/ }));
    expect(screen.queryByText('You have been signed out.')).toBeNull();
  });

  it('says of an admin who acts for the user that they do, and offers nothing but the end of it [ASK-047]', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => {});
    const admin = { ...ana, id: 'u0', username: 'root', role: 'admin' } as const;
    const own = { ...loggedIn, user: admin };
    const calls = answerWith({ 'DELETE /api/session/impersonation': () => json(200, own) });
    document.body.insertAdjacentHTML('afterbegin', '<aside class="acting-stand-in"></aside>');
    const session = loggedIn.session && { ...loggedIn.session, actor: admin };
    client.sessionStore.hydrate({ ...loggedIn, session });
    open();
    const bar = within(screen.getByRole('complementary', { name: 'Acting as a user' }));
    expect(document.querySelector('.acting-stand-in')).toBeNull();
    expect(bar.getByRole('status').textContent).toBe(
      'You are acting as Ana. Everything you do is recorded.',
    );
    const [stop, ...others] = bar.getAllByRole<HTMLButtonElement>('button');
    expect(others).toEqual([]);
    expect([stop?.form?.method, stop?.form?.getAttribute('action')]).toEqual([
      'post',
      '/stop-acting',
    ]);

    fireEvent.click(stop as HTMLButtonElement);

    await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull());
    expect(calls.map(({ method }) => method)).toEqual(['DELETE']);
    expect(client.sessionStore.get().user?.id).toBe('u0');
  });

  it('has its help and its landmarks in the same place on every page [UX-AX-09] [UX-NV-10] [UX-NV-11]', () => {
    client.sessionStore.hydrate(visitor);
    open();
    expect(footer().getByRole('link').getAttribute('href')).toBe('/cookies-and-sessions');
    expect(screen.getAllByRole('link')[0]?.getAttribute('href')).toBe('#main');
    expect(screen.getByRole('main').id).toBe('main');
    expect(screen.getByRole('navigation', { name: 'Main' })).toBeDefined();
  });
});

describe('a lost connection', () => {
  it('of the device is told, and nobody is logged out by it [UX-NW-04]', async () => {
    client.sessionStore.hydrate(loggedIn);
    open();
    jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    fireEvent(window, new Event('offline'));
    expect(screen.getByText('You are offline. We will retry when you are back.')).toBeDefined();
    expect(header().getByRole('button', { name: /Logged in as Ana/ })).toBeDefined();

    jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
    fireEvent(window, new Event('online'));
    expect(screen.queryByText(/You are offline/)).toBeNull();
  });

  it('to the server is told, and tried again, by hand and by itself [UX-NW-05]', async () => {
    client.sessionStore.hydrate(loggedIn);
    open();
    answerWith({ 'GET /api/session': () => new TypeError('Failed to fetch') });
    await act(async () => void (await client.sessionStore.refresh({ force: true })));
    expect(screen.getByText(/We cannot reach the server\. Trying again/)).toBeDefined();
    expect(header().getByRole('button', { name: /Logged in as Ana/ })).toBeDefined();

    answerWith({ 'GET /api/session': () => json(200, loggedIn) });
    fireEvent.click(screen.getByRole('button', { name: 'Try now' }));
    await waitFor(() => expect(screen.queryByText(/We cannot reach/)).toBeNull());
  });
});
