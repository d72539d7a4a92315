import { flash } from '@gatehouse/auth-core';
import { ApiError } from '@gatehouse/client-sdk';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { addBrowserParts } from './browser-parts.ts';
import { ana, fakeClient, loggedIn, visitor } from './fake-client.ts';
import { openApp } from './open-app.tsx';

const bob = { ...ana, id: 'b1', username: 'bob', name: 'Bob' };
const empty = { items: [], nextCursor: null };
const messages = { messages: { list: async () => empty } };
const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });

describe('the app', () => {
  beforeAll(addBrowserParts);

  it('knows a person by name on the home page, and nobody as Unknown [S-001]', async () => {
    const { become, client } = fakeClient(visitor);
    await openApp(client, '/');
    await screen.findByText('Unknown');
    act(() => become(loggedIn(ana)));
    await waitFor(() => expect(screen.queryByText('Unknown')).toBeNull());
    expect(screen.getByText(/Your name is/).textContent).toBe('Your name is ana');
  });

  it.each(['/user/bob', '/user/bob/', '/user/BOB'])(
    'greets Bob at %s [S-147] [S-008]',
    async (path) => {
      await openApp(fakeClient(loggedIn(bob)).client, path);
      await heading('Hello Bob');
      expect(document.title).toBe('Cookieshop | Your page');
    },
  );

  it('has no page of somebody else, whether they exist or not [S-118]', async () => {
    const texts: (string | null)[] = [];
    for (const path of ['/user/ana', '/user/nobody-at-all']) {
      const { unmount } = await openApp(fakeClient(loggedIn(bob)).client, path);
      await heading('Page not found');
      texts.push(screen.getByRole('main').textContent);
      unmount();
    }
    expect(texts[0]).toBe(texts[1]);
  });

  it('says that the server cannot be reached, never that somebody is logged out [UX-NW-05]', async () => {
    const error = new ApiError({ kind: 'network', code: 'unavailable', status: 0, title: '' });
    const { become, client } = fakeClient({
      status: 'unreachable',
      user: null,
      session: null,
      error,
    });
    await openApp(client, '/welcome');
    await heading('We cannot reach the server');
    act(() => become(loggedIn(ana)));
    await heading('Welcome, Ana Pérez');
  });

  it('tells who may open a page that is for others only, and who is logged in [EXT-039]', async () => {
    await openApp(fakeClient(loggedIn(ana)).client, '/admin');
    await heading('Not Authorized');
    const { textContent } = screen.getByRole('main');
    expect(textContent).toContain('ana@example.com');
    expect(textContent).toContain('Only admins may do this.');
    expect(textContent).not.toContain('/admin');
  });

  it('covers a page whose session is gone, and keeps what was typed [UX-SS-05]', async () => {
    const { become, client } = fakeClient(loggedIn(ana));
    await openApp(client, '/settings/profile');
    const name = await screen.findByLabelText('Name');
    fireEvent.change(name, { target: { value: 'half a name' } });

    act(() => become({ ...visitor, reason: 'expired' }));
    const cover = await screen.findByRole('alertdialog', { name: 'You were signed out' });
    expect(within(cover).getByRole('link', { name: 'Log in' }).getAttribute('href')).toBe(
      '/login?next=%2Fsettings%2Fprofile',
    );

    act(() => become(loggedIn(ana)));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect((screen.getByLabelText('Name') as HTMLInputElement).value).toBe('half a name');
  });

  it('drops what was typed when another person logs in instead [UX-SS-06]', async () => {
    const { become, client } = fakeClient(loggedIn(ana));
    await openApp(client, '/settings/profile');
    fireEvent.change(await screen.findByLabelText('Name'), { target: { value: 'half a name' } });
    act(() => become(visitor));
    act(() => become(loggedIn(bob)));
    await waitFor(() =>
      expect((screen.getByLabelText('Name') as HTMLInputElement).value).toBe('Bob'),
    );
  });

  it('shows messages until the next page, and moves the focus to its heading [S-105] [UX-NV-09]', async () => {
    const { client } = fakeClient(visitor, messages);
    client.flash.push(flash('logged_out'));
    const { router } = await openApp(client, '/');
    await screen.findByText('You have been signed out.');

    await act(() => router.navigate({ href: '/messages' }));
    const next = await heading('Messages');
    expect(screen.queryByText('You have been signed out.')).toBeNull();
    expect(document.activeElement).toBe(next);
    expect(document.title).toBe('Cookieshop | Messages');
  });

  it('shows what an action left behind, on the page that follows it', async () => {
    const { client, leave } = fakeClient(loggedIn(ana), {
      messages: {
        list: async () => empty,
        create: async ({ content }) => {
          leave(flash('message_created'));
          return { id: 'm1', content, author: ana, createdAt: '', updatedAt: '' };
        },
      },
    });
    await openApp(client, '/messages');
    fireEvent.change(await screen.findByRole('textbox', { name: 'Message' }), {
      target: { value: 'Hello' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Post message' }));
    await screen.findByText('Message Created!');
  });
});
