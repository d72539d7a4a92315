import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, createClient, flash } from '../src/index.ts';
import { type FakeApi, held, problem, type Reply, startFakeApi } from './fake-api.ts';

let api: FakeApi;
let client: Client;
beforeAll(async () => {
  api = await startFakeApi();
});
afterAll(() => api.stop());
beforeEach(() => {
  client = createClient({ baseUrl: api.baseUrl });
});

const created = flash('message_created');
const updated = flash('message_updated');
const deleted = flash('message_deleted');

describe('the flash store', () => {
  it('takes what waits and shows it in order, after what is there', async () => {
    api.answers(() => ({ json: [updated, deleted] }));
    client.flash.push(created);
    await expect(client.flash.take()).resolves.toEqual([updated, deleted]);
    expect(client.flash.get()).toEqual([created, updated, deleted]);
  });

  it('asks once for all who take at the same time, and shows nothing twice', async () => {
    const slow = held<Reply>();
    api.answers(() => slow.promise);
    const takes = [client.flash.take(), client.flash.take(), client.flash.take()];
    slow.release({ json: [created] });
    await Promise.all(takes);
    expect(api.count('DELETE', '/api/session/flash')).toBe(1);
    expect(client.flash.get()).toEqual([created]);
    client.flash.push({ ...created });
    expect(client.flash.get()).toEqual([created]);
  });

  it('loses nothing on screen when a take fails, and takes again later', async () => {
    client.flash.push(created);
    api.answers(() => problem('unavailable'));
    await expect(client.flash.take()).rejects.toMatchObject({ code: 'unavailable' });
    expect(client.flash.get()).toEqual([created]);
    api.answers(() => ({ json: [updated] }));
    await client.flash.take();
    expect(client.flash.get()).toEqual([created, updated]);
  });

  it('keeps a message that was pushed while a take was under way', async () => {
    const slow = held<Reply>();
    api.answers(() => slow.promise);
    const take = client.flash.take();
    client.flash.push(created);
    slow.release({ json: [updated] });
    await take;
    expect(client.flash.get()).toEqual([created, updated]);
  });

  it('shows a message again that was dismissed and comes anew', () => {
    client.flash.push(created);
    client.flash.push(updated);
    client.flash.dismiss(created);
    expect(client.flash.get()).toEqual([updated]);
    client.flash.push(created);
    expect(client.flash.get()).toEqual([updated, created]);
  });

  it('keeps apart what differs in a parameter only', () => {
    const roles = ['admin', 'member'].map((role) =>
      flash('role_changed', { username: 'mo', role }),
    );
    roles.forEach(client.flash.push);
    expect(client.flash.get()).toEqual(roles);
  });

  it('gives the same list until it changes, and calls listeners only then', () => {
    let calls = 0;
    const stop = client.flash.subscribe(() => {
      calls += 1;
    });
    const before = client.flash.get();
    client.flash.clear();
    client.flash.dismiss(created);
    expect(client.flash.get()).toBe(before);
    expect(calls).toBe(0);
    client.flash.push(created);
    stop();
    client.flash.clear();
    expect(calls).toBe(1);
  });
});
