import type { Problem } from '@gatehouse/auth-core';
import type { Api } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

/** What a try was answered. */
export interface Tried {
  readonly status: number;
  readonly retryAfter: number | undefined;
}

/** Asks from an address of its choice: the server of these tests believes one proxy, and this is it. */
export function browserAt(api: Api, address: string): WireBrowser {
  return new WireBrowser(api, { 'x-forwarded-for': address });
}

export async function tryPassword(
  browser: WireBrowser,
  identifier: string,
  password: string,
): Promise<Tried> {
  return tried(await browser.send('POST', '/api/session', { identifier, password }));
}

export async function tried(response: Response): Promise<Tried> {
  const problem = response.ok ? undefined : ((await response.json()) as Problem);
  return { status: response.status, retryAfter: problem?.retryAfter };
}

/** Everybody has waited as long as they had to; nobody was forgiven. */
export async function waitOutDelays(api: Api, wait = '1 hour'): Promise<void> {
  await api.database.query(
    `UPDATE password_failures SET last_try_at = last_try_at - $1::interval, next_try_at = next_try_at - $1::interval`,
    [wait],
  );
}

/** Whoever has to wait goes on waiting, however slow the machine is. */
export async function keepWaiting(api: Api): Promise<void> {
  await api.database.query(
    `UPDATE password_failures SET next_try_at = now() + interval '1 hour' WHERE next_try_at > last_try_at`,
  );
}

/** The windows of addresses are over. */
export async function waitOutWindows(api: Api): Promise<void> {
  await api.database.query('DELETE FROM rate_limits');
}

let addresses = 0;

/** An address that nobody has used yet. */
export function newAddress(): string {
  addresses += 1;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}
