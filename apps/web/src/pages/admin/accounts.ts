import type { Page, PublicUser, User, UserQuery } from '@gatehouse/auth-core';
import type { Client } from '@gatehouse/client-sdk';

export type Account = PublicUser & Partial<User>;

// Each account is asked for by itself: lists hold public facts only, whoever asks.
const ACCOUNTS_A_PAGE = 10;

/** One page of accounts, with the facts that an admin may know. */
export async function loadAccounts(client: Client, query: UserQuery): Promise<Page<Account>> {
  const { items, nextCursor } = await client.users.list({ ...query, limit: ACCOUNTS_A_PAGE });
  return { items: await Promise.all(items.map(({ id }) => client.users.get(id))), nextCursor };
}
