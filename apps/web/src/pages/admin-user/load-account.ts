import type { Client } from '@gatehouse/client-sdk';
import { adminOf } from '@gatehouse/client-sdk/admin';

/** An account with all that is known of it. */
export async function loadAccount(client: Client, id: string) {
  const { users } = adminOf(client);
  const [account, sessions] = await Promise.all([users.get(id), users.sessions(id)]);
  return { account, sessions };
}
