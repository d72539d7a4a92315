import type { Client } from '../client.ts';
import { RecoveryResource } from './recovery.ts';

export type * from './contract.ts';
export type { RecoveryResource } from './recovery.ts';

/** What mailed links are good for. Every method of it refuses with `not_found` where the API sends no mail. */
export function recoveryOf(client: Client): RecoveryResource {
  return new RecoveryResource(client);
}
