import type { AccountDeletion, AccountEvent, Page, PageQuery } from '@gatehouse/auth-core';
import type { Client } from '../client.ts';
import { itemPath } from '../resources/item-path.ts';
import type { PersonalData } from './contract.ts';

const deletionPath = '/api/account/deletion';
const usersPath = '/api/admin/users';

/** What happens to an account, and how it ends. */
export function accountOf(client: Pick<Client, 'request' | 'sessionStore'>) {
  return {
    /**
     * What happened to one's own account, newest first.
     * @throws ApiError `unauthenticated`, `validation_failed`
     */
    events: (query: PageQuery = {}): Promise<Page<AccountEvent>> =>
      client.request('GET', `/api/account/events${queryOf(query)}`),

    /**
     * A copy of everything that is kept of oneself. Needs a fresh session.
     * @throws ApiError `unauthenticated`, `reauthentication_required`
     */
    data: (): Promise<PersonalData> => client.request('GET', '/api/account/data'),

    /**
     * What the deletion of one's own account means: when, and what goes and stays.
     * @throws ApiError `unauthenticated`
     */
    deletion: (): Promise<AccountDeletion> => client.request('GET', deletionPath),

    /**
     * Takes the deletion of one's own account back, before it is due.
     * @throws ApiError `unauthenticated`, `not_found`
     */
    keep: async (): Promise<void> => {
      await client.request('DELETE', deletionPath);
      await client.sessionStore.refresh({ force: true });
    },

    /**
     * The same for somebody else, by an admin. Needs a fresh session.
     * @throws ApiError `unauthenticated`, `forbidden`, `reauthentication_required`, `not_found`
     */
    restore: (userId: string): Promise<void> =>
      client.request('DELETE', `${itemPath(usersPath, userId)}/deletion`),

    /**
     * Lets somebody do nothing before they have chosen a new password, by an admin. Needs a fresh session.
     * @throws ApiError `unauthenticated`, `forbidden`, `reauthentication_required`, `not_found`
     */
    demandPassword: (userId: string, demanded: boolean): Promise<void> =>
      client.request('PUT', `${itemPath(usersPath, userId)}/password-demand`, { demanded }),
  };
}

function queryOf(query: PageQuery): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = String(new URLSearchParams(given.map(([key, value]) => [key, String(value)])));
  return text && `?${text}`;
}
