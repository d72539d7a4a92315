import type { Client } from '../client.ts';
import { AdminDashboardResource } from './dashboard.ts';
import { AdminUsersResource } from './users.ts';

export type * from './contract.ts';
export type { AdminDashboardResource } from './dashboard.ts';
export type { AdminUsersResource } from './users.ts';

/** What only admins can do. */
export interface Admin {
  readonly dashboard: AdminDashboardResource;
  readonly users: AdminUsersResource;
}

/**
 * The routes of admins, on the session of a client: an app without an administration does not carry them.
 * For everybody else every call is refused with `forbidden`.
 */
export function adminOf(client: Client): Admin {
  return { dashboard: new AdminDashboardResource(client), users: new AdminUsersResource(client) };
}
