import type { LoggedEvent } from '@gatehouse/auth-core';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { eventQuery, eventSearch } from '../../src/pages/events/event-search.ts';
import { addBrowserParts } from './browser-parts.ts';
import { ana, fakeClient, loggedIn } from './fake-client.ts';
import { openApp } from './open-app.tsx';

const event: LoggedEvent = {
  id: '7',
  at: '2026-05-04T10:00:00.000Z',
  name: 'authz_change',
  user: { id: 'b1', username: 'bo' },
  actor: { id: 'a1', username: 'ana' },
  sessionId: null,
  device: { browser: 'Firefox', os: 'Linux' },
  address: '192.0.2.0',
  details: { role: 'admin' },
};
const byCommand = { actor: null, device: null, address: null, details: { by: 'command' } };

async function openEvents(search: string, items: readonly LoggedEvent[] = [event]) {
  const asked: string[] = [];
  const { client } = fakeClient(loggedIn({ ...ana, role: 'admin' }), {
    request: (async (_: string, path: string) => {
      asked.push(path);
      return { items, nextCursor: 'next' };
    }) as never,
  });
  const { router } = await openApp(client, `/admin/events${search}`);
  await screen.findByRole('heading', { level: 1, name: 'Events' });
  return { asked, router };
}

describe('the list of events', () => {
  beforeAll(addBrowserParts);

  it('says what happened in words and by name, to whom, by whom, where and when [UX-AD-01]', async () => {
    await openEvents('', [
      event,
      { ...event, ...byCommand, id: '6', user: { id: 'c1', username: null } },
    ]);
    const [, first, second] = screen.getAllByRole('row');
    const texts = [...(first?.children ?? [])].map(({ textContent }) => textContent);

    expect(texts.slice(1)).toEqual([
      'The role was changed authz_changerole: admin',
      'bo',
      'ana',
      'Firefox on Linux',
      '192.0.2.0',
    ]);
    expect(first?.querySelector('time')?.dateTime).toBe(event.at);
    expect(second?.textContent).toContain('deleted account');
    expect(second?.textContent).toContain('the operator');
  });

  it('is filtered by the form, in the address, of one person still', async () => {
    const { asked, router } = await openEvents('?user=b1&cursor=there&trail=-');
    expect(asked).toEqual(['/api/admin/events?user=b1&cursor=there']);
    screen.getByText('Only events of bo.');

    fireEvent.change(screen.getByLabelText('What happened'), { target: { value: 'authz_change' } });
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-05-04' } });
    fireEvent.click(screen.getByRole('button', { name: 'Show' }));
    await waitFor(() =>
      expect(router.state.location.href).toBe(
        '/admin/events?name=authz_change&from=2026-05-04&user=b1',
      ),
    );
    const start = encodeURIComponent(new Date(2026, 4, 4).toISOString());
    expect(asked.at(-1)).toBe(`/api/admin/events?name=authz_change&user=b1&from=${start}`);
  });

  it('says so where there is none, and leads back to all', async () => {
    await openEvents('?name=authz_change', []);
    screen.getByRole('heading', { name: 'No event found' });
    const link = screen.getByRole('link', { name: 'Show all events' });
    expect(link.getAttribute('href')).toBe('/admin/events');
  });
});

describe('what an address says of events', () => {
  it('is left out where nobody could choose it', () => {
    expect(
      eventSearch({ name: 'No name!', from: '2026-13-01', to: 'today', user: 'b1', more: '1' }),
    ).toEqual({ user: 'b1' });
    const whole = { name: 'session_created', user: 'b1', from: '2026-01-01', to: '2026-01-31' };
    expect(eventSearch({ ...whole, cursor: 'c', trail: '-' })).toEqual({
      ...whole,
      cursor: 'c',
      trail: '-',
    });
  });

  it('is whole days of whoever looks, the last one included', () => {
    expect(eventQuery({ from: '2026-01-31', to: '2026-01-31' })).toEqual({
      from: new Date(2026, 0, 31).toISOString(),
      to: new Date(2026, 1, 1).toISOString(),
    });
    expect(eventQuery({})).toEqual({});
  });
});
