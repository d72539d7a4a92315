import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { MailedTokens } from '../src/recovery/mailed-tokens.ts';
import { type TokenPurpose, tokenLife } from '../src/recovery/token-policy.ts';
import { type Api, type Person, password } from './api.ts';
import { endpoints, MailedScene, newPassword } from './mailed-scene.ts';
import { WireBrowser } from './wire-browser.ts';

const purposes = Object.keys(tokenLife) as TokenPurpose[];

/** Those of somebody who has an account. */
const owned = ['password_reset', 'email_verification', 'email_change'] as const;

describe('a mailed link', () => {
  let scene: MailedScene;
  let api: Api;
  let admin: WireBrowser;
  beforeAll(async () => {
    scene = await MailedScene.open();
    api = scene.api;
    admin = new WireBrowser(api);
    await admin.logIn(await api.registerAs('admin'));
  });
  afterAll(() => scene.close());

  const state = () =>
    Promise.all(
      ['users', 'mailed_tokens'].map((table) =>
        api.database.query(`SELECT t::text FROM ${table} t ORDER BY 1`),
      ),
    );

  it('opens what it is for and nothing else: every purpose at every place [RC-03] [RC-13] [RT-08]', async () => {
    const { user } = await api.register();
    expect(Object.keys(endpoints).sort()).toEqual([...purposes].sort());
    const faults: unknown[] = [];
    for (const purpose of purposes) {
      const token = await scene.issue(purpose, user);
      const before = await state();
      for (const other of purposes.filter((each) => each !== purpose)) {
        const { status } = await scene.use(purpose, token, other);
        if (status !== 410) faults.push([purpose, other, status]);
      }
      expect(await state()).toEqual(before);
      await api.database.query('UPDATE mailed_tokens SET expires_at = now() WHERE purpose = $1', [
        purpose,
      ]);
      // Too old, it completes nothing, neither its own business nor that of another.
      for (const other of purposes) {
        const { status } = await scene.use(purpose, token, other);
        if (status !== 410) faults.push([purpose, other, status, 'too old']);
      }
    }
    expect(faults).toEqual([]);
  });

  it('is void after every change of its account, and after no other [RC-04] [RT-07]', async () => {
    const change = (body: object) => (person: Person) =>
      admin.send('PATCH', `/api/users/${person.user.id}`, body);
    const passwords = { password: newPassword, passwordConfirmation: newPassword };
    const changes: Readonly<Record<string, (person: Person) => Promise<unknown>>> = {
      'a new password': ({ client }) =>
        client.account.changePassword({ currentPassword: password, ...passwords }),
      'a new password by mail': async ({ user }) =>
        scene.use('password_reset', await scene.issue('password_reset', user)),
      'a new address': async ({ user }) => {
        const email = `new.${user.email}`;
        return scene.use('email_change', await scene.issue('email_change', { ...user, email }));
      },
      'a new address by an admin': (person) =>
        change({ email: `other.${person.user.email}` })(person),
      'an address that is verified': async ({ user }) =>
        scene.use('email_verification', await scene.issue('email_verification', user)),
      'a suspension': ({ user }) =>
        admin.send('PUT', `/api/admin/users/${user.id}/suspension`, { reason: 'Spam' }),
      'a suspension that is over': async ({ user }) => {
        const path = `/api/admin/users/${user.id}/suspension`;
        await admin.send('PUT', path, { reason: 'Spam' });
        return admin.send('DELETE', path);
      },
      'a new role': ({ user }) =>
        admin.send('PUT', `/api/users/${user.id}/role`, { role: 'admin' }),
      'a deletion by psql': ({ user }) =>
        api.database.query('DELETE FROM users WHERE id = $1', [user.id]),
      'a suspension by psql': ({ user }) =>
        api.database.query('UPDATE users SET suspended_at = now() WHERE id = $1', [user.id]),
    };
    const harmless: typeof changes = {
      'a new name': change({ name: 'Somebody Else' }),
      'a log-in': (person) => api.logIn(person),
      'a log-in that replaces a weak hash': async (person) => {
        const weak = await hash(password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
        await api.database.query('UPDATE users SET password_hash = $2 WHERE id = $1', [
          person.user.id,
          weak,
        ]);
        await api.logIn(person);
      },
      'a link for somebody else': async () =>
        scene.issue('password_reset', (await api.register()).user),
    };
    const outcome = async (act: (person: Person) => Promise<unknown>) => {
      const person = await api.register();
      await api.database.query('DELETE FROM mailed_tokens WHERE user_id = $1', [person.user.id]);
      const tokens = new Map<TokenPurpose, string>();
      for (const purpose of owned) tokens.set(purpose, await scene.issue(purpose, person.user));
      await act(person);
      const good = [];
      for (const [purpose, token] of tokens) {
        const read = api.app.get(MailedTokens).read(purpose, token);
        if (await read.catch(() => null)) good.push(purpose);
      }
      return good;
    };
    const outcomes: Record<string, unknown> = {};
    for (const [what, act] of Object.entries({ ...changes, ...harmless }))
      outcomes[what] = await outcome(act);
    const expected = (names: object, good: readonly string[]) =>
      Object.fromEntries(Object.keys(names).map((name) => [name, good]));
    expect(outcomes).toEqual({ ...expected(changes, []), ...expected(harmless, owned) });
  });
});
