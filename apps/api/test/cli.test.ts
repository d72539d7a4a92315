import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, type Person, startApi } from './api.ts';
import { Operator } from './operator.ts';
import { read } from './source-files.ts';

describe('the program of the operator', () => {
  let api: Api;
  let ada: Person;
  let operator: Operator;
  beforeAll(async () => {
    api = await startApi();
    ada = await api.register();
    operator = new Operator(api.databaseUrl);
  });
  afterAll(() => api.stop());

  it('shows an account by name, address and id, to people and to programs', async () => {
    const { id, username, email } = ada.user;
    const answers = [];
    for (const named of [username, email, id])
      answers.push(await operator.ask(`user show ${named}`));
    const account = { id, username, email, role: 'member', sessions: 1, suspendedAt: null };
    expect(answers).toEqual(answers.map(() => expect.objectContaining(account)));

    const { code, out, err } = await operator.run(`user show ${username}`);
    expect(out).toMatch(new RegExp(`^Username +${username}$`, 'm'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('lists accounts by what is asked for, and says when there are more', async () => {
    await api.registerAs('admin');
    await api.database.query('UPDATE users SET suspended_at = now() WHERE id = $1', [
      (await api.register()).user.id,
    ]);
    const counted = async (options: string) =>
      ((await operator.ask(`user list ${options}`.trim().split(' '))) as unknown[]).length;

    expect(await counted('')).toBe(3);
    expect(await counted('--role admin')).toBe(1);
    expect(await counted('--state suspended')).toBe(1);
    expect(await counted(`--search ${ada.user.email.toUpperCase()}`)).toBe(1);
    expect(await counted('--search %')).toBe(0);

    const { out, err } = await operator.run('user list --limit 1');
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => line.split(/ {2,}/)[0]),
    ).toEqual(['USERNAME', ada.user.username]);
    expect(err).toContain('There are more: --limit 10');
    expect(await operator.run('user list --role king')).toMatchObject({ code: 2, out: '' });
  });

  it('is documented in its own words, and each command has help and an answer for programs', async () => {
    const { out } = await operator.run('reference');
    expect(await read('docs/reference/cli.md')).toBe(out);
    const sections = out.split('\n## ').slice(1);
    expect(sections.length).toBeGreaterThan(8);
    expect(sections.filter((section) => !section.includes('  --json '))).toEqual([]);
    expect(await operator.run('--help')).toMatchObject({ code: 0, err: '' });
  });

  it('says what to do where it refuses, on the standard error', async () => {
    expect(await operator.run('user show nobody.at.all')).toEqual({
      code: 1,
      out: '',
      err: 'Nobody is called nobody.at.all. Look with: gatehouse user list\n',
    });
  });
});
