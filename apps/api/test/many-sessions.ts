import type { User } from '@gatehouse/auth-core';
import { DataSource } from 'typeorm';
import type { Browser } from '../src/browser/browser.ts';
import { deviceOf } from '../src/browser/device.ts';
import { formatToken } from '../src/browser/session-token.ts';
import { SessionStore } from '../src/session/session.store.ts';
import { SessionDrafts } from '../src/session/session-drafts.ts';
import type { Api } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0' };

/** Browsers of one person, logged in as the product does it, without the price of a hash for each. */
export function openSessions(api: Api, user: User, count: number): Promise<WireBrowser[]> {
  const maker = { device: deviceOf(headers['user-agent']), address: null };
  return Promise.all(
    Array.from({ length: count }, async () => {
      const { token, session } = api.app
        .get(SessionDrafts)
        .ofUser(maker as unknown as Browser, { user, remembered: false });
      await api.app.get(SessionStore).insert(api.app.get(DataSource).manager, session);
      const browser = new WireBrowser(api, headers);
      browser.plant('sid', formatToken(token));
      return browser;
    }),
  );
}
