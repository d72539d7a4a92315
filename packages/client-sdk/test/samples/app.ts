import {
  ApiError,
  type Client,
  type ClientEvent,
  canEditUser,
  createClient,
  type ErrorCode,
  errors,
  type Flash,
  flash,
  isApiError,
  loginPath,
  paths,
  returnPath,
  type SessionState,
  type User,
} from '@gatehouse/client-sdk';
import { createCookieMemory } from '@gatehouse/client-sdk/node';
import { createTestClient } from '@gatehouse/client-sdk/testing';

const client: Client = createClient({
  baseUrl: 'https://auth.example.com',
  cookies: createCookieMemory(),
  headers: { 'x-app': 'shop' },
  onEvent: (event: ClientEvent) => (event.type === 'logged_in' ? event.user.id : event.type),
});

export async function logIn(identifier: string, password: string): Promise<User | null> {
  try {
    return (await client.session.logIn({ identifier, password })).user;
  } catch (error) {
    if (isApiError(error, 'rate_limited')) {
      const code: 'rate_limited' = error.code;
      const seconds: number | undefined = error.retryAfter;
      return seconds === undefined ? null : Promise.reject(code);
    }
    if (error instanceof ApiError && error.code === 'invalid_credentials') return null;
    throw error;
  }
}

export function nameOf(state: SessionState): string {
  if (state.status === 'authenticated') return state.user.name;
  return state.status === 'anonymous' ? (state.reason ?? 'visitor') : (state.user?.name ?? '?');
}

export const statuses: number[] = (Object.keys(errors) as ErrorCode[]).map(
  (code) => errors[code].status,
);
export const message: Flash = flash('logged_in');
export const places: string[] = [returnPath('/users'), loginPath('/users'), paths.login];
export const mayEdit: boolean = canEditUser({ id: '1', role: 'member' }, { id: '1' });
export const ownRoute = client.request<{ total: number }>('GET', '/api/own');
export const person = createTestClient({ baseUrl: 'http://localhost:3000', user: true });

// @ts-expect-error: a code that does not exist
isApiError(new Error(), 'wrong_code');
// @ts-expect-error: a log-in needs a password
void client.session.logIn({ identifier: 'susan' });
// @ts-expect-error: not a role
void client.users.changeRole('1', 'king');
// @ts-expect-error: a message that is in no catalogue
flash('wrong_code');
// @ts-expect-error: nobody is sure to be there
client.sessionStore.get().user.name;
// @ts-expect-error: what the API sends is not changed
void client.session.current().then((view) => (view.user = null));
// @ts-expect-error: the SDK's own verbs belong to no client
client.sessionStore.adopt;
// @ts-expect-error: a policy about a person needs the person
canEditUser({ id: '1', role: 'member' });
