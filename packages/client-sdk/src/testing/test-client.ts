import type { Credentials, Registration } from '@gatehouse/auth-core';
import { type Client, type ClientOptions, createClient } from '../client.ts';
import { type CookieMemory, createCookieMemory } from '../node/cookie-memory.ts';
import { newPerson } from './person.ts';

if (process.env['NODE_ENV'] === 'production')
  throw new Error('@gatehouse/client-sdk/testing makes people up: it does not load in production.');

export interface TestClientOptions extends Omit<ClientOptions, 'baseUrl' | 'cookies'> {
  readonly baseUrl: string;
  /** `true` or some details: registers a new person. Credentials: logs in. Nothing: a visitor. */
  readonly user?: true | Partial<Registration> | Credentials | undefined;
  /** False for somebody who came back to a closed browser, and would be asked for the password again. */
  readonly fresh?: boolean | undefined;
}

export interface TestClient extends Client {
  readonly cookies: CookieMemory;
  /** What somebody logs in with; null for a visitor. */
  readonly credentials: Credentials | null;
}

/** A client for tests. It goes through the front door like everybody, so guards stay as they are. */
export async function createTestClient(options: TestClientOptions): Promise<TestClient> {
  const { user, fresh = true, ...rest } = options;
  const cookies = createCookieMemory();
  const client = createClient({ ...rest, cookies });
  const credentials = user ? await logIn(client, user === true ? {} : user) : null;
  if (credentials && !fresh) await comeBack(client, credentials, cookies);
  return { ...client, cookies, credentials };
}

async function logIn(
  client: Client,
  user: Partial<Registration> | Credentials,
): Promise<Credentials> {
  if ('identifier' in user) {
    await client.session.logIn(user);
    return user;
  }
  const person = newPerson(user);
  await client.users.register(person);
  return { identifier: person.username, password: person.password };
}

/** A remembered session that outlived its browser is not fresh. */
async function comeBack(
  client: Client,
  credentials: Credentials,
  cookies: CookieMemory,
): Promise<void> {
  await client.session.logIn({ ...credentials, remember: true });
  cookies.dropSessionCookies();
  await client.session.current();
}
