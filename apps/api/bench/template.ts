import { Connection } from './connection.ts';
import type { ServerProcess } from './server-process.ts';
import { type Answer, cookieOf } from './wire.ts';

/** A person and a session that the product made itself: all others are like them. */
export interface Template {
  readonly userId: string;
  readonly sessionId: string;
  readonly cookieName: string;
  readonly password: string;
}

const username = 'template';
const password = 'seven quiet lighthouses';

/** @throws Error with what the product answered instead */
export async function makeTemplate({ port }: ServerProcess): Promise<Template> {
  expectStatus(
    await Connection.ask(port, {
      method: 'POST',
      path: '/api/users',
      body: {
        username,
        email: `${username}@example.com`,
        password,
        passwordConfirmation: password,
      },
    }),
    201,
  );
  const answer = await Connection.ask(port, {
    method: 'POST',
    path: '/api/session',
    body: { identifier: username, password },
  });
  expectStatus(answer, 200);
  const { user, session } = JSON.parse(answer.body);
  const holder = cookieOf(answer)
    .split('; ')
    .find((pair) => pair.includes(`=${session.id}.`));
  const [cookieName = ''] = holder?.split('=', 1) ?? [];
  // The greeting waits in the row; nobody else has one.
  await Connection.ask(port, {
    method: 'DELETE',
    path: '/api/session/flash',
    cookie: cookieOf(answer),
  });
  return { userId: user.id, sessionId: session.id, cookieName, password };
}

function expectStatus({ status, body }: Answer, expected: number): void {
  if (status !== expected) throw new Error(`Answered ${status}: ${body}`);
}
