import type { ActingRequest, SessionView } from '@gatehouse/auth-core';
import type { Client } from '../client.ts';
import { itemPath } from '../resources/item-path.ts';
import { createTabs } from '../tabs.ts';

export type { ActingAdmin, ActingRequest } from '@gatehouse/auth-core';

/** An admin uses the product as somebody else, and stops. */
export interface Acting {
  /**
   * The session of this client is that person's from here on, with the admin as its `actor`. Needs a fresh session.
   * @throws ApiError `unauthenticated`, `forbidden`, `reauthentication_required`, `not_found`, `conflict`,
   * `validation_failed`
   */
  begin(userId: string, request: ActingRequest): Promise<SessionView>;
  /**
   * Back to the admin's own session, which is not fresh; a visitor's where that is over.
   * @throws ApiError `unavailable`
   */
  end(): Promise<SessionView>;
}

/** The routes for acting as a user, on the session of a client. Other tabs of the browser follow. */
export function actingOf(client: Client): Acting {
  const adopt = (view: SessionView): SessionView => {
    client.sessionStore.hydrate(view);
    createTabs(client.baseUrl).tell('changed');
    return view;
  };
  return {
    begin: async (userId, request) =>
      adopt(
        await client.request(
          'POST',
          `${itemPath('/api/admin/users', userId)}/impersonation`,
          request,
        ),
      ),
    end: async () => adopt(await client.request('DELETE', '/api/session/impersonation')),
  };
}
