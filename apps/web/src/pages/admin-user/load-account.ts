import type { Client } from '@gatehouse/client-sdk';
import { adminOf } from '@gatehouse/client-sdk/admin';

// As many as fit beside the rest; the record of all events is another page.
const EVENTS = 10;

/** An account with all that is known of it. */
export async function loadAccount(client: Client, id: string) {
  const { users } = adminOf(client);
  const [account, sessions, record] = await Promise.all([
    users.get(id),
    users.sessions(id),
    users.events(id, { limit: EVENTS }),
  ]);
  return { account, sessions, events: record.items };
}
