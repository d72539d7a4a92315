/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { actingOf } from '../src/acting/index.ts';
import { type Client, createClient, type SessionView } from '../src/index.ts';
import { jsonResponse } from './fake-page.ts';
import { session, susan, user } from './people.ts';

const admin: SessionView = { ...susan, user: user({ id: 'u-0', role: 'admin' }) };
const acting: SessionView = {
  ...susan,
  session: session({ id: 's-2', actor: { id: 'u-0', username: 'root' } }),
};

let now: SessionView = admin;
const asked: string[] = [];
const clients: Client[] = [];

const fetch: typeof globalThis.fetch = async (input, init) => {
  const method = init?.method ?? 'GET';
  const { pathname } = new URL(String(input));
  if (method !== 'GET') asked.push(`${method} ${pathname} ${init?.body ?? ''}`);
  if (method === 'POST') now = acting;
  if (method === 'DELETE') now = admin;
  return jsonResponse(now);
};

function tab(): Client {
  const client = createClient({ fetch });
  client.sessionStore.subscribe(() => undefined);
  client.sessionStore.hydrate(now);
  clients.push(client);
  return client;
}

const actorIn = (client: Client) => client.sessionStore.get().session?.actor?.username;

async function until(isTrue: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100 && !isTrue(); turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(isTrue()).toBe(true);
}

afterEach(() => {
  for (const { sessionStore } of clients.splice(0)) sessionStore.close();
});

describe('acting as a user', () => {
  it('is the session of this client and of the other tabs, until it ends [ASK-047]', async () => {
    const [here, there] = [tab(), tab()];

    expect(await actingOf(here).begin('u-1', { reason: 'Ticket 12' })).toEqual(acting);
    expect(actorIn(here)).toBe('root');
    await until(() => actorIn(there) === 'root');

    expect(await actingOf(here).end()).toEqual(admin);
    expect(here.sessionStore.get().user?.id).toBe('u-0');
    await until(() => there.sessionStore.get().user?.id === 'u-0');
    expect(asked).toEqual([
      'POST /api/admin/users/u-1/impersonation {"reason":"Ticket 12"}',
      'DELETE /api/session/impersonation ',
    ]);
  });
});
