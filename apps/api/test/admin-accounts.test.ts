import type { AdminUser, Page } from '@gatehouse/auth-core';
import { adminOf } from '@gatehouse/client-sdk/admin';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, type Person, password, startApi } from './api.ts';

const searched = 'listed';

describe('the list of accounts', () => {
  let api: Api;
  let admin: Person;
  beforeAll(async () => {
    api = await startApi();
    admin = await api.registerAs('admin');
    // Two of everything: what is sorted by it has to go on by id.
    await api.database.query(
      `INSERT INTO users (username, username_canonical, email, email_canonical, name, password_hash, role,
              suspended_at, deletion_due_at, email_verified_at, created_at, last_log_in_at)
       SELECT 'listed.' || n, 'listed.' || n, n || '@listed.example', n || '@listed.example',
              CASE n WHEN 7 THEN 'Ünïcode 100%_\\ Größe' ELSE 'Somebody ' || n END, 'x',
              CASE WHEN n = 3 THEN 'admin' ELSE 'member' END, CASE WHEN n IN (4, 5) THEN now() END,
              CASE WHEN n IN (5, 8) THEN now() + interval '1 day' END,
              CASE WHEN n < 6 THEN now() END, timestamptz '2026-01-01' + (n / 2) * interval '1 microsecond',
              CASE WHEN n < 3 THEN '-infinity' ELSE timestamptz '2026-02-01' + (n / 3) * interval '1 microsecond' END
         FROM generate_series(1, 9) n`,
    );
  });
  afterAll(() => api.stop());

  const list = (query: object): Promise<Page<AdminUser>> =>
    adminOf(admin.client).users.list({ search: searched, ...query });
  const namesOf = ({ items }: Page<AdminUser>) => items.map(({ username }) => username.slice(-1));

  it('is sorted by name, by age and by the last log-in, both ways, the same page by page as at once [UX-AD-01] [UX-AD-03]', async () => {
    const faults: unknown[] = [];
    for (const sort of ['username', 'createdAt', 'lastLogInAt'] as const)
      for (const direction of ['ascending', 'descending'] as const) {
        const whole = await list({ sort, direction, limit: 100 });
        const pages: string[] = [];
        let cursor: string | null | undefined;
        do {
          const page: Page<AdminUser> = await list({ sort, direction, limit: 2, cursor });
          pages.push(...namesOf(page));
          cursor = page.nextCursor;
        } while (cursor);
        const keys = whole.items.map((account) => account[sort] ?? '');
        const sorted = [...keys].sort();
        if (direction === 'descending') sorted.reverse();
        const isRight =
          pages.length === 9 &&
          pages.join() === namesOf(whole).join() &&
          keys.join() === sorted.join();
        if (!isRight) faults.push({ sort, direction, pages, whole: namesOf(whole), keys });
      }
    expect(faults).toEqual([]);
  });

  it('finds by name, username, address, role and state, and takes what is typed as text [UX-AD-02] [S-112]', async () => {
    const found = async (query: object) =>
      namesOf(await list({ limit: 100, ...query }))
        .sort()
        .join('');
    const cases: [object, string][] = [
      [{ search: 'LISTED.7' }, '7'],
      [{ search: '7@listed' }, '7'],
      [{ search: ' größe ' }, '7'],
      [{ search: '100%_\\' }, '7'],
      [{ search: 'listed%7' }, ''],
      [{ search: "'; DROP TABLE users; --" }, ''],
      [{ role: 'admin' }, '3'],
      [{ state: 'suspended' }, '45'],
      [{ state: 'closing' }, '58'],
      [{ state: 'unverified' }, '6789'],
      [{ search: 'listed.8', state: 'active' }, ''],
      [{ state: 'active', role: 'admin' }, '3'],
      [{ state: 'suspended', role: 'admin' }, ''],
    ];
    const faults: unknown[] = [];
    for (const [query, wanted] of cases) {
      const given = await found(query);
      if (given !== wanted) faults.push({ query, wanted, given });
    }
    expect(faults).toEqual([]);
  });

  it('refuses what it does not know, and a cursor that it did not make', async () => {
    const cursorOf = (...key: string[]) => Buffer.from(JSON.stringify(key)).toString('base64url');
    const id = admin.user.id;
    const refused = [
      { sort: 'passwordHash' },
      { direction: 'up' },
      { role: 'owner' },
      { state: 'gone' },
      { limit: '0' },
      { limit: '101' },
      { cursor: 'x' },
      { cursor: cursorOf('a', 'b') },
      { cursor: cursorOf('a') },
      { sort: 'createdAt', cursor: cursorOf('listed.1', id) },
      { sort: 'createdAt', cursor: cursorOf('2026-02-31T00:00:00.000000Z', id) },
      { sort: 'lastLogInAt', cursor: cursorOf('infinity', id) },
    ];
    const faults: unknown[] = [];
    for (const query of refused) {
      const { status } = await api.raw(`/api/admin/users?${new URLSearchParams({ ...query })}`, {
        headers: { cookie: admin.cookies.header(new URL(api.baseUrl)) },
      });
      if (status !== 422) faults.push({ query, status });
    }
    expect(faults).toEqual([]);
  });

  it('shows nobody twice and leaves nobody out who stays, while others come and go [UX-AD-03]', async () => {
    const query = { sort: 'lastLogInAt', direction: 'descending', limit: 4 } as const;
    const first = await list(query);
    const [gone] = first.items.slice(-1);
    await api.database.query('DELETE FROM users WHERE id = $1', [gone?.id]);
    await api.database.query(
      `INSERT INTO users (username, username_canonical, email, email_canonical, name, password_hash, last_log_in_at)
       VALUES ('listed.new', 'listed.new', 'n', 'n', 'n', 'x', now())`,
    );
    const second = await list({ ...query, cursor: first.nextCursor ?? '', limit: 100 });
    expect([...namesOf(first), ...namesOf(second)].sort().join('')).toBe('123456789');
    await api.database.query(`DELETE FROM users WHERE username = 'listed.new'`);
  });

  it('tells of each when they last logged in, and in how many browsers they are [AZ-04]', async () => {
    const ada = await api.register();
    const { users } = adminOf(admin.client);
    const at = (account: AdminUser) => Date.parse(account.lastLogInAt ?? '');
    const before = await users.get(ada.user.id);
    await api.logIn(ada);
    const after = await users.get(ada.user.id);

    expect([before.sessions, after.sessions]).toEqual([1, 2]);
    expect(at(after)).toBeGreaterThan(at(before));
    expect(Object.keys(after).sort()).toEqual(
      [
        ...Object.keys(ada.user),
        'suspendedAt',
        'suspensionReason',
        'deletionDueAt',
        'lastLogInAt',
        'sessions',
      ].sort(),
    );
    await ada.client.session.confirm({ password });
    expect(await users.get(ada.user.id)).toEqual(after);
  });
});
