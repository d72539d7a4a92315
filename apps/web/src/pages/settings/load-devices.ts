import type { Client } from '@gatehouse/client-sdk';

/** Where somebody is logged in, and where they were. */
export async function loadDevices({ account }: Client) {
  const [sessions, logIns] = await Promise.all([account.sessions(), account.logIns()]);
  return { sessions, logIns };
}
