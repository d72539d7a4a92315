import { EventEmitter } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { interruptionOf } from '../src/cli/frame/interruption.ts';
import type { RouteRule } from '../src/cli/frame/route-rules.ts';
import { type Api, type Person, startApi } from './api.ts';
import { Operator } from './operator.ts';
import { routesOf } from './route-list.ts';
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
    expect(await counted('--foreign-hash')).toBe(0);
    await api.database.query('UPDATE users SET password_hash = $2 WHERE id = $1', [
      ada.user.id,
      `sha256$salt$${'ab'.repeat(32)}`,
    ]);
    expect(await counted('--foreign-hash')).toBe(1);
    expect(await counted('--foreign-hash --role admin')).toBe(0);

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

  it('lists every route that is served with its rule, from its decorators [EXT-021]', async () => {
    const listed = (await operator.ask('routes')) as RouteRule[];
    const asServed = routesOf(api).map(({ name, isPublic, isFresh, hasPolicy }) => ({
      name,
      isPublic,
      isFresh,
      hasPolicy,
    }));
    const asListed = listed.map(({ method, path, isPublic, isFresh, policy }) => ({
      name: `${method} ${path}`,
      isPublic,
      isFresh,
      hasPolicy: policy !== null,
    }));
    const byName = (one: { name: string }, other: { name: string }) =>
      one.name < other.name ? -1 : 1;
    expect(asListed.sort(byName)).toEqual(asServed.sort(byName));

    const { out } = await operator.run('routes');
    expect(out).toMatch(/^GET +\/api\/health\/live +public, without a session$/m);
    expect(out).toMatch(/^GET +\/api\/admin\/users +log-in, canAdminister$/m);
    expect(out).toMatch(/^PUT +\/api\/users\/:id\/role +log-in, fresh$/m);
    expect((await operator.run('routes --public')).out).not.toContain('log-in');
  });

  it('tells every fault of its settings at once, and colours a terminal alone [UX-DX-12]', async () => {
    const variables = { PORT: 'many', SESSION_IDLE: 'soon', SECRET_KEYS: 'short' };
    const faults = [
      'The configuration is not valid (3 problems):',
      '  PORT: "many" is not a whole number from 0 to 65535.',
      '  SESSION_IDLE: "soon" is not a duration. Examples: 30m, 12h, 14d.',
      '  SECRET_KEYS: key 1 is short or an example; 32 random bytes are needed. Make one with: npm run gatehouse -- secret new',
      'Every variable is explained in .env.example.',
    ];
    const told = await operator.run('user list', { variables });
    expect(told).toEqual({ code: 78, out: '', err: `${faults.join('\n')}\n` });

    const onTerminal = { variables, isTerminal: true };
    const { err } = await operator.run('user list', onTerminal);
    const [esc, red, normal] = ['\u001b', '[31m', '[39m'];
    expect(err).toBe(`${faults.map((line) => `${esc}${red}${line}${esc}${normal}`).join('\n')}\n`);
    const plain = { ...onTerminal, variables: { ...variables, NO_COLOR: '1' } };
    expect(await operator.run('user list', plain)).toEqual(told);
    expect((await operator.run('user list', { isTerminal: true })).out).toContain(`${esc}[1m`);
    expect((await operator.run('user list')).out).not.toContain(esc);
  });

  it('says what to do where it refuses, on the standard error', async () => {
    expect(await operator.run('user show nobody.at.all')).toEqual({
      code: 1,
      out: '',
      err: 'Nobody is called nobody.at.all. Look with: gatehouse user list\n',
    });
  });

  it('has help by one word or two, and guesses what was meant', async () => {
    expect((await operator.run('help user create')).out).toContain('--password-stdin');
    expect(await operator.run('help')).toEqual(await operator.run('--help'));
    for (const [line, meant] of [
      ['usr list', 'user'],
      ['user creat', 'create'],
    ] as const) {
      const { code, out, err } = await operator.run(line);
      expect([line, code, out]).toEqual([line, 2, '']);
      expect(err).toContain(`(Did you mean ${meant}?)`);
    }
  });

  it('ends without a fault when nobody reads on, and in order when it is interrupted', () => {
    for (const [way, error] of [
      ['error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })],
      ['SIGINT', undefined],
    ] as const) {
      const world = new EventEmitter();
      const signal = interruptionOf(world, [world])();
      expect(signal.aborted).toBe(false);
      world.emit(way, error);
      expect(signal.aborted).toBe(true);
    }
    const disk = new EventEmitter();
    interruptionOf(disk, [disk]);
    expect(() => disk.emit('error', new Error('no space'))).toThrow('no space');
  });
});
