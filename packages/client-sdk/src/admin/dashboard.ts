import type {
  Dashboard,
  DashboardPeriod,
  EventFilter,
  EventQuery,
  LoggedEvent,
  Page,
} from '@gatehouse/auth-core';
import type { Client } from '../client.ts';
import { queryOf } from '../query.ts';

/** What happens to all accounts. */
export class AdminDashboardResource {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** @throws ApiError `unauthenticated`, `forbidden` */
  read(period?: DashboardPeriod): Promise<Dashboard> {
    return this.#client.request('GET', `/api/admin/dashboard${queryOf({ period })}`);
  }

  /**
   * The newest first.
   * @throws ApiError `unauthenticated`, `forbidden`, `validation_failed`
   */
  events(query?: EventQuery): Promise<Page<LoggedEvent>> {
    return this.#client.request('GET', `/api/admin/events${queryOf(query)}`);
  }

  /** Where all of them are as a CSV file, for a link or a navigation of a browser that is logged in and fresh. */
  csvPath(filter?: EventFilter): string {
    return `/api/admin/events.csv${queryOf(filter)}`;
  }
}
