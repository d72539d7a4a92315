import { ApiError } from '@gatehouse/client-sdk';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, newRegistration, password, startApi } from './api.ts';

describe('a program of another app', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  /** What the SDK throws, to be looked at. */
  async function refusalOf(call: Promise<unknown>): Promise<ApiError> {
    const error: unknown = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error instanceof ApiError) return error;
    throw new Error(`Expected a refusal, got ${String(error)}`);
  }

  it('walks from a new account to a guarded call and out again [S-010] [S-217] [FL-043]', async () => {
    const { client } = api.visitor();
    expect((await refusalOf(client.account.sessions())).status).toBe(401);
    const registration = newRegistration();
    expect((await client.users.register(registration)).user?.username).toBe(registration.username);
    expect(await client.account.sessions()).toHaveLength(1);
    await client.session.logOut();
    expect((await refusalOf(client.account.sessions())).code).toBe('unauthenticated');
    await client.session.logIn({ identifier: registration.email, password });
    expect((await client.session.current()).user?.email).toBe(registration.email);
    const [{ stored }] = await api.database.query(
      'SELECT password_hash AS stored FROM users WHERE username = $1',
      [registration.username],
    );
    expect(stored).toMatch(/^\$argon2id\$/);
  });

  it('is refused in one shape, whatever is wrong, and can tell why [S-206]', async () => {
    const { client, user } = await api.register();
    const other = await api.register();
    const refusals: [() => Promise<unknown>, number, string][] = [
      [
        () => client.session.logIn({ identifier: user.username, password: 'wrong' }),
        401,
        'invalid_credentials',
      ],
      [() => api.visitor().client.users.get(user.id), 401, 'unauthenticated'],
      [() => client.users.update(other.user.id, { name: 'x' }), 403, 'forbidden'],
      [() => client.users.get('nobody'), 404, 'not_found'],
      [
        () => client.users.register({ ...newRegistration(), username: user.username }),
        409,
        'username_taken',
      ],
      [() => client.users.update(user.id, { email: 'no address' }), 422, 'validation_failed'],
      [() => client.request('PATCH', '/api/session', {}), 405, 'method_not_allowed'],
    ];
    for (const [call, status, code] of refusals) {
      const refusal = await refusalOf(call());
      expect([refusal.status, refusal.code]).toEqual([status, code]);
      expect(refusal.requestId).toMatch(/^[\da-f-]{36}$/);
      expect(refusal.message).not.toBe('');
    }
  });

  it('leaves a line in the log for every refusal: who, what, and how it ended [AZ-10]', async () => {
    const { client, user } = await api.register();
    const other = await api.register();
    await refusalOf(client.users.update(other.user.id, { name: 'x' }));
    const line = api.log
      .map((text) => JSON.parse(text) as Record<string, unknown>)
      .find(({ path, status }) => path === `/api/users/${other.user.id}` && status === 403);
    expect(line).toMatchObject({ method: 'PATCH', userId: user.id, status: 403 });
  });
});
