import type { Client } from '@gatehouse/client-sdk';
import { recoveryOf } from '@gatehouse/client-sdk/recovery';
import { hasMail } from '../../lib/has-mail.ts';

/** The address that waits to be confirmed. None does where no mail is sent. */
export async function loadWaitingAddress(client: Client): Promise<string | null> {
  return hasMail() ? recoveryOf(client).waitingAddress() : null;
}
