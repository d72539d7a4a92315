import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountWrites } from '../admin/account-writes.ts';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import { doneBy } from '../events/done-by.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { DeviceSessions } from '../session/device-sessions.ts';
import { findAccount, whose } from './frame/accounts.ts';
import { endAllSessions } from './frame/all-sessions.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';
import { Misuse, Refusal } from './frame/refusal.ts';

export function sessionsEnd(cli: Cli) {
  return leaf('end', 'End sessions: of an account, one of them, or everybody’s')
    .argument('[user]', whose)
    .option('--session <id>', 'this one alone')
    .option('--all', 'those of everybody, and what visitors have in their carts')
    .option('--yes', 'without a question')
    .action(async (named, options) => {
      const { all = false, session, yes } = options;
      if (all === (named !== undefined) || (all && session))
        throw new Misuse('Say whose sessions: a user, or --all.');
      if (all) await cli.prompt.confirm('Log out everybody?', { yes });
      await cli.application(async (application) => {
        const endedSessions = await (named === undefined
          ? endEverybodys(application)
          : endOf(application, named, session));
        const words = `Sessions that are over now: ${endedSessions}.`;
        cli.answer(options, { data: { endedSessions }, words });
      });
    });
}

async function endOf(
  application: INestApplicationContext,
  named: string,
  session: string | undefined,
): Promise<number> {
  const { id } = await findAccount(application.get(DataSource), named);
  if (session === undefined)
    return application.get(AccountWrites).endSessions({ id, actor: null, browser: null });
  const devices = application.get(DeviceSessions);
  await application.get(CoherentTransaction).run(async (manager) => {
    if (!(await devices.end(manager, id, session)))
      throw new Refusal(`There is no such session. Look with: gatehouse sessions list ${named}`);
    const about = { userId: id, sessionId: session, ...doneBy(null, { reason: 'revoked' }) };
    await application.get(SecurityEvents).record(manager, { name: 'session_ended', ...about });
  });
  return 1;
}

function endEverybodys(application: INestApplicationContext): Promise<number> {
  return application.get(CoherentTransaction).run(async (manager) => {
    const endedSessions = await endAllSessions(manager);
    const deed = doneBy(null, { action: 'all_sessions_ended', endedSessions });
    await application.get(SecurityEvents).record(manager, { name: 'authz_admin', ...deed });
    return endedSessions;
  });
}
