import type { Message, Page } from '@gatehouse/auth-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './api.ts';
import { RawBrowser, type RawPerson, rawPerson } from './raw-browser.ts';

const absent = '00000000-0000-4000-8000-000000000000';

describe('messages', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  async function write({ browser }: RawPerson, content = 'Hello'): Promise<Message> {
    return (await browser.send('POST', '/api/messages', { content })).json<Message>();
  }

  async function stored(id: string): Promise<unknown> {
    const [row] = await api.database.query('SELECT * FROM messages WHERE id = $1', [id]);
    return row;
  }

  it('are read by everybody, newest first, with their author’s public part [S-156] [S-149]', async () => {
    const alice = await rawPerson(api);
    for (const content of ['one', 'two', 'three']) await write(alice, content);
    const visitor = new RawBrowser(api);
    const list = (await visitor.send('GET', '/api/messages?limit=3')).json<Page<Message>>();
    expect(list.items.map(({ content }) => content)).toEqual(['three', 'two', 'one']);
    const { id, username, name, avatarUrl } = alice.user;
    expect(list.items[0]?.author).toEqual({ id, username, name, avatarUrl });
    const shown = await visitor.send('GET', `/api/messages/${list.items[0]?.id}`);
    expect(shown.json()).toEqual(list.items[0]);
    expect(visitor.cookie).toBe('');
  });

  it('come page by page, each once, also when two are of one moment', async () => {
    const alice = await rawPerson(api);
    await api.database.query('DELETE FROM messages');
    for (const content of ['a', 'b', 'c', 'd', 'e']) await write(alice, content);
    await api.database.query('UPDATE messages SET created_at = now()');
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const path: string = `/api/messages?limit=2${next ? `&cursor=${next}` : ''}`;
      const page: Page<Message> = (await alice.browser.send('GET', path)).json<Page<Message>>();
      seen.push(...page.items.map(({ content }) => content));
      next = page.nextCursor;
    }
    expect(seen.sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('are written, changed and deleted by their author, who is told each time [S-135] [S-157] [S-158]', async () => {
    const alice = await rawPerson(api);
    const told = async () =>
      (await alice.browser.send('DELETE', '/api/session/flash'))
        .json<{ text: string }[]>()
        .map(({ text }) => text);
    await told();
    const { id, author } = await write(alice);
    expect(author.id).toBe(alice.user.id);
    expect(await told()).toEqual(['Message Created!']);
    const changed = await alice.browser.send('PATCH', `/api/messages/${id}`, {
      content: 'Changed',
    });
    expect([changed.status, changed.json()]).toEqual([
      200,
      expect.objectContaining({ id, content: 'Changed' }),
    ]);
    expect(await told()).toEqual(['Message Updated!']);
    expect((await alice.browser.send('DELETE', `/api/messages/${id}`)).status).toBe(204);
    expect(await told()).toEqual(['Message Deleted!']);
    expect((await alice.browser.send('GET', `/api/messages/${id}`)).status).toBe(404);
  });

  it('are nobody else’s to change: a visitor is asked to log in, others are refused, and an admin may delete [S-131] [S-134] [S-157]', async () => {
    const message = await write(await rawPerson(api));
    const before = await stored(message.id);
    const address = `/api/messages/${message.id}`;
    const member = await rawPerson(api);
    const admin = await rawPerson(api, 'admin');
    const statuses = async (browser: RawBrowser, method: string) =>
      (await browser.send(method, address, method === 'PATCH' ? { content: 'x' } : undefined))
        .status;
    expect(await statuses(new RawBrowser(api), 'PATCH')).toBe(401);
    expect(await statuses(new RawBrowser(api), 'DELETE')).toBe(401);
    expect(await statuses(member.browser, 'PATCH')).toBe(403);
    expect(await statuses(member.browser, 'DELETE')).toBe(403);
    expect(await statuses(admin.browser, 'PATCH')).toBe(403);
    expect(await stored(message.id)).toEqual(before);
    expect(await statuses(admin.browser, 'DELETE')).toBe(204);
    expect(await stored(message.id)).toBeUndefined();
  });

  it('are never posted under another name [S-157] [AZ-05]', async () => {
    const alice = await rawPerson(api);
    const bob = await rawPerson(api);
    for (const name of ['authorId', 'author', 'author_id', 'userId'])
      for (const [method, path] of [
        ['POST', '/api/messages'],
        ['PATCH', `/api/messages/${(await write(bob)).id}`],
      ] as const) {
        const answer = await bob.browser.send(method, path, {
          content: 'x',
          [name]: alice.user.id,
        });
        expect(answer.problem.fields).toEqual({ [name]: ['There is no such field.'] });
      }
    const hers = await api.database.query('SELECT 1 FROM messages WHERE author_id = $1', [
      alice.user.id,
    ]);
    expect(hers).toEqual([]);
  });

  it('say something, up to 2000 characters, and are kept as they were written [S-160] [WB-08]', async () => {
    const alice = await rawPerson(api);
    for (const content of ['', '   ', '\n'])
      expect(
        (await alice.browser.send('POST', '/api/messages', { content })).problem.fields,
      ).toEqual({
        content: ['Write something first.'],
      });
    const long = '\u{1f36a}'.repeat(2000);
    expect((await write(alice, long)).content).toBe(long);
    expect(
      (await alice.browser.send('POST', '/api/messages', { content: `${long}x` })).status,
    ).toBe(422);
    const markup = `<script>alert("1")</script> ' OR 1=1; -- \${7*7} {{7*7}} %s`;
    expect((await write(alice, markup)).content).toBe(markup);
  });

  it('that are not there are not found, by any name [S-160]', async () => {
    const visitor = new RawBrowser(api);
    for (const id of [absent, 'x', '1', '%00', `${absent}0`, '..%2fsession']) {
      const answer = await visitor.send('GET', `/api/messages/${id}`);
      expect([id, answer.status]).toEqual([id, id === '%00' ? answer.status : 404]);
      expect([400, 404]).toContain(answer.status);
    }
  });
});
