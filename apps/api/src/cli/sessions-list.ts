import type { SessionSummary } from '@gatehouse/auth-core';
import { DeviceSessions } from '../session/device-sessions.ts';
import { findAccount, whose } from './frame/accounts.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';
import { table, time } from './frame/table.ts';

/** No session of the person asks. */
const NONE = '';

export function sessionsList(cli: Cli) {
  return leaf('list', 'List the sessions of an account: one a browser')
    .argument('<user>', whose)
    .action((named, options) =>
      cli.database(async ({ env, dataSource }) => {
        const { id } = await findAccount(dataSource, named);
        const found = await new DeviceSessions(env, dataSource).list(id, NONE);
        const sessions = found.map(({ current: _, ...session }) => session);
        cli.answer(options, { data: sessions, words: tableOf(sessions) });
      }),
    );
}

function tableOf(sessions: readonly Omit<SessionSummary, 'current'>[]) {
  return table(
    ['ID', 'BROWSER', 'SYSTEM', 'NETWORK', 'LAST USED', 'ENDS', 'REMEMBERED'],
    sessions.map((session) => [
      session.id,
      session.device.browser,
      session.device.os,
      session.address,
      time(session.lastSeenAt),
      time(session.expiresAt),
      session.remembered,
    ]),
  );
}
