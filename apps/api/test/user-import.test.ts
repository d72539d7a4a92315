import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { passwordFormat } from '@gatehouse/auth-core/password';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'csv-stringify/sync';
import { ForeignHashes } from '../src/account/foreign-hashes/foreign-hashes.ts';
import { ForeignHashesClock } from '../src/account/foreign-hashes/foreign-hashes-clock.ts';
import { aliases, columns } from '../src/cli/import/columns.ts';
import { type Api, password, startApi } from './api.ts';
import { Operator } from './operator.ts';
import { read } from './source-files.ts';

interface Vector {
  readonly stored: string;
  readonly password: string;
  readonly settings?: { readonly devisePepper?: string };
}

interface Counts {
  readonly rows: number;
  readonly imported: number;
  readonly alreadyThere: number;
  readonly refused: number;
  readonly formats: Readonly<Record<string, number>>;
  readonly refusals: readonly { line: number; reason: string }[];
}

function vectors(): Vector[] {
  const folder = new URL('../../../packages/auth-core/test/vectors/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const file: { vectors?: Vector[] } = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
      return file.vectors ?? [];
    });
}

describe('an import of accounts', () => {
  let api: Api;
  let operator: Operator;
  let folder: string;
  let hash: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gatehouse-import-'));
    api = await startApi();
    operator = new Operator(api.databaseUrl);
    const { user } = await api.register();
    const [row] = await api.database.query('SELECT password_hash FROM users WHERE id = $1', [
      user.id,
    ]);
    hash = row.password_hash;
  });
  afterAll(async () => {
    await api.stop();
    await rm(folder, { recursive: true });
  });

  let files = 0;
  const file = (text: string, end = 'csv'): string => {
    files += 1;
    const path = join(folder, `people-${files}.${end}`);
    writeFileSync(path, text);
    return path;
  };
  const csv = (...rows: (readonly string[])[]): string => file(stringify(rows));
  /** Whatever is refused: what it answers comes before it says so. */
  const counted = async (words: readonly string[]): Promise<Counts & { code: number }> => {
    const { code, out, err } = await operator.run(['user', 'import', ...words, '--json']);
    if (out === '') throw new Error(err);
    return { ...JSON.parse(out), code };
  };
  const logIn = (identifier: string, typed: string) =>
    api.visitor().client.session.logIn({ identifier, password: typed });
  const stored = async (username: string) => {
    const [row] = await api.database.query('SELECT * FROM users WHERE username = $1', [username]);
    return row;
  };
  const accounts = async (): Promise<number> => {
    const [row] = await api.database.query('SELECT count(*)::int AS count FROM users');
    return row.count;
  };

  it('takes columns in any order and under the names of others, and keeps what they say [EXT-021]', async () => {
    const path = csv(
      ['Created At', 'encrypted_password', 'E-Mail', 'ROLE', 'login', 'confirmed_at', 'age'],
      ['2019-04-01 12:00:00+02', hash, 'Grace@Example.com', 'admin', 'Grace', '2019-04-02', '85'],
      ['', hash, 'Jürgen@bücher.example', '', 'juergen', 'f', ''],
    );
    const { code, err, out } = await operator.run(['user', 'import', path]);
    expect({ code, err }).toEqual({ code: 0, err: 'Columns that were not read: age\n' });
    expect(out).toMatch(/^Imported +2\n {2}argon2id +2\n {2}admins among them +1$/m);

    expect(await stored('Grace')).toMatchObject({
      username_canonical: 'grace',
      email: 'Grace@Example.com',
      email_canonical: 'grace@example.com',
      name: 'Grace',
      role: 'admin',
      password_hash: hash,
      created_at: new Date('2019-04-01T10:00:00Z'),
      email_verified_at: new Date('2019-04-02T00:00:00Z'),
    });
    expect(await stored('juergen')).toMatchObject({
      email_canonical: 'jürgen@xn--bcher-kva.example',
      role: 'member',
      email_verified_at: null,
    });
    const { user } = await logIn('grace', password);
    expect(user).toMatchObject({ username: 'Grace', emailVerified: true });
    expect(
      await operator.ask('events --name users_imported').then((events) => [events].flat()),
    ).toMatchObject([{ details: { count: 2, admins: 1, by: 'command' } }]);
  });

  it('refuses each row that breaks a rule with its line and the reason, and says nothing of what stands in it', async () => {
    const good = ['', 'nobody', hash, 'member', '2020-01-01', ''];
    const rowOf = (email: string, change: Record<number, string> = {}) =>
      good.map(
        (cell, at) =>
          change[at] ?? (at === 0 ? email : at === 1 ? (email.split('@')[0] ?? '') : cell),
      );
    const cases: [row: string[], reason: RegExp][] = [
      [rowOf('ok-one@example.com'), /^$/],
      [rowOf('ok-one@EXAMPLE.com', { 1: 'ok-two' }), /^email: Stands in line 2/],
      [rowOf('ok-two@example.com', { 1: 'OK-ONE' }), /^username: Stands in line 2/],
      [rowOf('no-address', { 1: 'ok-three' }), /^email: Enter an email/],
      [rowOf('b@example.com'), /^username: Use at least 3/],
      [rowOf('ok-four@example.com', { 1: 'has blank' }), /^username: Use only/],
      [rowOf('ok-five@example.com', { 1: '' }), /^username: There is none. --username-from email/],
      [rowOf('ok-six@example.com', { 2: '' }), /^password_hash: There is none/],
      [rowOf('ok-seven@example.com', { 2: '!kept-secret' }), /^password_hash: No log-in/],
      [rowOf('ok-eight@example.com', { 2: 'kept-secret in the clear' }), /^password_hash: No/],
      [rowOf('ok-nine@example.com', { 3: 'king' }), /^role: Choose one of: member, admin/],
      [rowOf('ok-ten@example.com', { 4: 'yesterday' }), /^created_at: /],
      [rowOf('ok-eleven@example.com', { 4: '2999-01-01' }), /^created_at: /],
      [rowOf('ok-twelve@example.com', { 5: 'perhaps' }), /^email_verified: /],
      [rowOf('ok-thirteen@example.com').slice(1), /^has 5 columns, and the first line has 6/],
      [rowOf('ok-fourteen@example.com', { 4: '2020-01-01 10:00:00.123456 UTC' }), /^$/],
    ];
    const head = ['email', 'username', 'password_hash', 'role', 'created_at', 'email_verified'];
    const report = join(folder, 'refused.csv');
    const before = await accounts();
    const path = csv(head, ...cases.map(([row]) => row));

    const words = [path, '--report', report];
    const dry = await counted([...words, '--dry-run']);
    expect(dry).toMatchObject({ code: 1, rows: 16, imported: 2, refused: 14 });
    expect(await accounts()).toBe(before);
    const { code, ...told } = await counted(words);
    expect({ code, formats: told.formats }).toEqual({ code: 1, formats: { argon2id: 2 } });
    expect(told.refusals).toEqual(dry.refusals);
    const reasons = new Map(told.refusals.map(({ line, reason }) => [line, reason]));
    const wrong = cases.flatMap(([, reason], at) =>
      reason.test(reasons.get(at + 2) ?? '') ? [] : [[at + 2, reasons.get(at + 2), reason]],
    );
    expect(wrong).toEqual([]);
    expect(await accounts()).toBe(before + 2);

    const lines = readFileSync(report, 'utf8');
    expect(lines.trim().split('\n')).toHaveLength(15);
    expect(lines).toContain('\n3,');
    expect(statSync(report).mode & 0o777).toBe(0o600);
    expect(JSON.stringify(told) + lines).not.toContain('kept-secret');
  });

  it('skips whom it has brought in before, undoes everything where nobody may be there, and stops when it is told to', async () => {
    const head = ['email', 'username', 'password_hash'];
    const people = ['again-one', 'again-two'].map((name) => [`${name}@example.com`, name, hash]);
    const first = csv(head, ...people);
    expect(await counted([first])).toMatchObject({ imported: 2, alreadyThere: 0, code: 0 });
    expect(await counted([first])).toMatchObject({ imported: 0, alreadyThere: 2, code: 0 });
    const watched = await operator.run(['user', 'import', first], { isTerminal: true });
    expect(watched.err).toBe(`\r\x1b[K[${'#'.repeat(24)}] 100 %  2 rows\r\x1b[K`);
    const before = await accounts();

    const more = csv(head, ['again-three@example.com', 'again-three', hash], ...people);
    const failed = await operator.run(['user', 'import', more, '--on-conflict', 'fail']);
    expect(failed).toMatchObject({ code: 1, out: '', err: expect.stringContaining('line 3 ') });
    expect(await accounts()).toBe(before);

    for (const conflict of ['skip', 'fail'])
      expect(
        await operator.run(['user', 'import', more, '--on-conflict', conflict], {
          until: AbortSignal.abort(),
        }),
      ).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^Interrupted. /) });
    expect(await accounts()).toBe(before);

    const renamed = csv(head, ['other@example.com', 'AGAIN-ONE', hash]);
    expect((await counted([renamed])).refusals).toEqual([
      { line: 2, reason: 'username: Belongs to an account with another address.' },
    ]);
  });

  it('makes usernames of addresses when it is told to, the same ones every time', async () => {
    const path = csv(
      ['email', 'username', 'password'],
      ['info@one.example', '', hash],
      ['info@two.example', 'info@two.example', hash],
      ['al@three.example', '', hash],
      ['jo+news@four.example', 'Josephine', hash],
      ['mia+news@five.example', '', hash],
    );
    const words = [path, '--username-from', 'email'];
    expect(await counted(words)).toMatchObject({ code: 0, imported: 5 });
    expect(await counted(words)).toMatchObject({ code: 0, imported: 0, alreadyThere: 5 });
    const made = await api.database.query(
      `SELECT username FROM users WHERE email LIKE '%@%.example' ORDER BY split_part(email, '@', 2)`,
    );
    expect(made.map(({ username }: { username: string }) => username)).toEqual(
      expect.arrayContaining(['info', 'info2', 'al-three.example', 'Josephine', 'mia-news']),
    );
  });

  it('brings people without a usable hash in when it is told to, with a password that nobody knows', async () => {
    const path = file(
      ['!unusable', '', null]
        .map((cell, at) =>
          JSON.stringify({
            email: `gone${at}@example.com`,
            username: `gone${at}`,
            password_hash: cell,
            is_active: true,
          }),
        )
        .join('\n'),
      'jsonl',
    );
    expect(await counted([path])).toMatchObject({ imported: 0, refused: 3 });
    expect(await counted([path, '--without-passwords'])).toMatchObject({
      imported: 3,
      formats: { none: 3 },
    });
    expect(passwordFormat((await stored('gone0')).password_hash)).toBe('argon2id');
    for (const tried of ['!unusable', ' ', 'null'])
      await expect(logIn('gone0', tried)).rejects.toMatchObject({
        code: 'invalid_credentials',
      });
  });

  it('says what is wrong with a file that it cannot read, and with words that do not fit together', async () => {
    const cases: [words: string[], code: number, err: RegExp][] = [
      [[], 2, /Say where people come from/],
      [['x.csv', '--from', 'postgres://x'], 2, /Say where people come from/],
      [['--from', 'postgres://127.0.0.1/x'], 2, /belong together/],
      [['--from', 'mysql://127.0.0.1/x', '--query', 'SELECT 1'], 2, /move-in.md/],
      [[join(folder, 'nowhere.csv')], 1, /cannot be read/],
      [[file('')], 1, /The file is empty/],
      [[file('name\nAda\n')], 1, /There is no column "email"/],
      [[file('email,mail\na,b\n')], 1, /Two columns are the email: email and mail/],
      [[file('email,username\n"a"b,c\n')], 1, /^Line 2 is no CSV/],
      [[file(`email,username\n"${'a'.repeat(70_000)}`)], 1, /is longer than/],
      [['--from', 'postgres://127.0.0.1:1/x', '--query', 'SELECT 1'], 1, /could not be read: /],
      [
        ['--from', api.databaseUrl, '--query', 'DELETE FROM users RETURNING email'],
        1,
        /could not be read: /,
      ],
    ];
    const wrong = [];
    for (const [words, code, err] of cases) {
      const told = await operator.run(['user', 'import', ...words]);
      if (told.code !== code || !err.test(told.err)) wrong.push({ words, told });
    }
    expect(wrong).toEqual([]);
  });

  it('reads another database by a query, and only reads it', async () => {
    const query = `SELECT 'asked' || n AS username, 'asked' || n || '@example.com' AS mail, '${hash}' AS password,
      timestamp '2015-05-05 05:05:05' AS date_joined, n = 1 AS email_verified FROM generate_series(1, 2500) AS n;`;
    const words = ['--from', api.databaseUrl, '--query', query];
    expect(await counted(words)).toMatchObject({ imported: 2500, refused: 0 });
    expect(await stored('asked1')).toMatchObject({
      created_at: new Date('2015-05-05T05:05:05Z'),
      email_verified_at: expect.any(Date),
    });
    expect(await stored('asked2500')).toMatchObject({ email_verified_at: null });
  });

  it('lets people of every other system log in, and a server that runs notices them', async () => {
    const all = vectors();
    const head = ['username', 'email', 'password_hash'];
    const path = csv(
      head,
      ...all.map(({ stored }, at) => [`v${at}-x`, `v${at}@example.com`, stored]),
    );
    const { formats, imported, refused } = await counted([path]);
    expect({ imported, refused }).toEqual({ imported: all.length, refused: 0 });
    expect(Object.keys(formats).length).toBeGreaterThan(15);
    const [{ count }] = await api.database.query(
      `SELECT count(*)::int FROM users WHERE username LIKE 'v%-x' AND password_hash = ANY ($1)`,
      [all.map(({ stored }) => stored)],
    );
    expect(count).toBe(all.length);
    expect(await api.app.get(ForeignHashes).count()).toBeGreaterThan(0);
    await api.app.get(ForeignHashesClock).tick();

    const wrong: unknown[] = [];
    for (const kind of [
      'werkzeug-scrypt',
      'django-pbkdf2-sha256',
      'bcrypt',
      'aspnet-identity-v3',
    ]) {
      const at = all.findIndex(
        (vector) =>
          passwordFormat(vector.stored) === kind && !vector.settings && vector.password.length < 40,
      );
      const known = all[at]?.password ?? '';
      const told = await logIn(`v${at}-x`, known).then(() => 'in', String);
      if (told !== 'in') wrong.push({ kind, told });
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('comes back as it was by way of an export [EXT-021]', async () => {
    const exported = join(folder, 'all.csv');
    const plain = join(folder, 'plain.jsonl');
    await operator.run('user suspend juergen --reason gone');
    const { accounts: written } = (await operator.ask([
      'user',
      'export',
      exported,
      '--with-hashes',
    ])) as { accounts: number };
    expect(written).toBe((await accounts()) - 1);
    expect(statSync(exported).mode & 0o777).toBe(0o600);
    expect(await operator.ask('events --name sensitive_read')).toMatchObject([
      { details: { object: 'accounts', count: written, hashes: true, by: 'command' } },
    ]);
    expect(await operator.run(['user', 'export', exported])).toMatchObject({
      code: 1,
      err: `${exported} is there already. Nothing was written.\n`,
    });
    const told = await operator.run(['user', 'export', plain]);
    expect(told).toMatchObject({ code: 0, err: 'Left out, suspended or closed: 1\n' });
    expect(readFileSync(plain, 'utf8')).not.toContain('password_hash');

    const columns =
      'username, email, name, role, password_hash, email_verified_at::text AS verified';
    const all = () => api.database.query(`SELECT ${columns} FROM users ORDER BY email_canonical`);
    const before = await all();
    await api.database.query(`DELETE FROM users WHERE suspended_at IS NULL`);
    expect(await counted([exported])).toMatchObject({ imported: written, refused: 0 });
    expect(await all()).toEqual(before);
  });

  it('knows the names that its page lists, and no others', async () => {
    const page = await read('docs/how-to/move-in.md');
    const rows = [...page.matchAll(/^\| `(\w+)` \|([^|]*)\|/gm)];
    const listed = rows.flatMap(([, column, others = '']) =>
      [...others.matchAll(/`(\w+)`/g)].map(([, other = '']) => [other.replaceAll('_', ''), column]),
    );
    expect(rows.map(([, column]) => column).sort()).toEqual([...columns].sort());
    expect(Object.fromEntries(listed)).toEqual(aliases);
  });

  it('marks what a spreadsheet would compute, when it is told to', async () => {
    await api.database.query(`UPDATE users SET name = '=1+1' WHERE username = 'Grace'`);
    const safe = await operator.run('user export --for-spreadsheets');
    expect(safe.out).toContain(",'=1+1,");
    const lines = (await operator.run('user export --json')).out.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ username: 'Grace', name: '=1+1', role: 'admin' }),
    );
  });
});
