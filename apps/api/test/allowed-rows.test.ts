import {
  type Actor,
  allOf,
  anyOf,
  canDeleteMessage,
  canEditMessage,
  canEditUser,
  canSuspend,
  canViewOrder,
  fieldIs,
  fieldIsNot,
  never,
  noneOf,
  type RowPolicy,
  rowPolicy,
} from '@gatehouse/auth-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import { allowedRows } from '../src/database/allowed-rows.ts';
import { MessageEntity } from '../src/messages/message.entity.ts';
import { OrderEntity } from '../src/shop/order.entity.ts';
import { UserEntity } from '../src/users/user.entity.ts';
import { type Api, type Person, startApi } from './api.ts';

type Authored = { readonly author: { readonly id: string } };
type Someone = { readonly id: string; readonly username: string };

/** Policies of tables, those of the product and some that are harder to write as a query. */
const policies = {
  canEditMessage: [MessageEntity, canEditMessage],
  canDeleteMessage: [MessageEntity, canDeleteMessage],
  canViewOrder: [OrderEntity, canViewOrder],
  canEditUser: [UserEntity, canEditUser],
  canSuspend: [UserEntity, canSuspend],
  'nobody at all': [UserEntity, rowPolicy<Someone>('', () => never)],
  'by others': [
    MessageEntity,
    rowPolicy<Authored>('', ({ id }) => noneOf(fieldIs<Authored>('author.id', id))),
  ],
  'neither oneself nor ada': [
    UserEntity,
    rowPolicy<Someone>('', ({ id }) =>
      allOf(fieldIsNot<Someone>('id', id), fieldIsNot<Someone>('username', 'ada')),
    ),
  ],
  'two facts of one field': [
    UserEntity,
    rowPolicy<Someone>('', ({ id }) =>
      anyOf(
        allOf(fieldIsNot<Someone>('username', 'ada'), fieldIsNot<Someone>('username', 'bob')),
        fieldIs<Someone>('id', id),
      ),
    ),
  ],
} as unknown as Record<string, [EntityTarget<ObjectLiteral>, RowPolicy<ObjectLiteral>]>;

describe('a policy as a filter', () => {
  let api: Api;
  const actors: Actor[] = [];
  beforeAll(async () => {
    api = await startApi();
    const people: Person[] = [];
    for (const username of ['ada', 'bob', 'cyn']) people.push(await api.register({ username }));
    for (const { client } of people) {
      await client.messages.create({ content: 'Hello' });
      await client.shop.placeOrder({ lines: [{ slug: await aSlug(api), quantity: 1 }], address });
    }
    // An order that nobody owns any more.
    await api.database.query(
      'UPDATE orders SET user_id = NULL, address = NULL WHERE user_id = $1',
      [people[2]?.user.id],
    );
    for (const { user } of people) actors.push({ id: user.id, role: 'member' });
    actors.push({ id: people[0]?.user.id ?? '', role: 'admin' });
    for (const id of ['', undefined, null] as unknown as string[])
      actors.push({ id, role: 'admin' });
  });
  afterAll(() => api.stop());

  it('finds exactly the rows that it allows, for everybody [AZ-03] [AZ-08] [EXT-026]', async () => {
    const differences: string[] = [];
    let found = 0;
    for (const [name, [entity, policy]] of Object.entries(policies))
      for (const actor of actors) {
        const rows = api.database.getRepository(entity);
        const all = await rows.find();
        const allowed = all.filter((row) => policy(actor, row)).map(({ id }) => id);
        const filtered = await rows.find({
          where: allowedRows(policy, actor) as FindOptionsWhere<ObjectLiteral>[],
        });
        found += filtered.length;
        if (
          filtered
            .map(({ id }) => id)
            .sort()
            .join() !== allowed.sort().join()
        )
          differences.push(`${name} for ${actor.role} ${actor.id}`);
      }
    expect(differences).toEqual([]);
    expect(found).toBeGreaterThan(20);
  });
});

const address = {
  name: 'Ada',
  street: 'Main Street 1',
  city: 'Springfield',
  state: 'IL',
  zip: '62701',
  country: 'US',
};

async function aSlug(api: Api): Promise<string> {
  const [product] = await api.database.query('SELECT slug FROM products LIMIT 1');
  return product.slug;
}
