import 'reflect-metadata';
import { canonicalUsername } from '@gatehouse/auth-core';
import { commandDatabase } from './command-database.ts';
import { rows } from './database/rows.ts';
import { recordCommand } from './record-command.ts';
import { runCommand } from './run-command.ts';
import { SessionSecretStore } from './session/session-secret.store.ts';
import { StartError } from './start-error.ts';
import { say } from './terminal.ts';

/** `npm run admin -- USERNAME`: makes the first admin, once. After that, admins make admins. */
await runCommand(async () => {
  const username = process.argv[2];
  if (!username) throw new StartError('Say who: npm run admin -- USERNAME');
  const { env, dataSource, close } = await commandDatabase();
  try {
    const sessions = new SessionSecretStore(env, dataSource);
    const made = await dataSource.transaction(async (manager) => {
      // One statement: of two calls at once, one finds that there is an admin already.
      const [admin] = await rows<{ id: string; username: string }>(
        manager,
        `UPDATE users SET role = 'admin' WHERE username_canonical = $1
            AND NOT EXISTS (SELECT 1 FROM users WHERE role = 'admin') RETURNING id, username`,
        [canonicalUsername(username)],
      );
      if (admin) {
        await sessions.renewAllOf(manager, { id: admin.id, role: 'admin' });
        await recordCommand(manager, {
          name: 'authz_change',
          userId: admin.id,
          details: { to: 'admin' },
        });
      }
      return admin;
    });
    if (!made)
      throw new StartError(
        `Nothing was changed: there is an admin already, or nobody is called ${username}. Register first, then call this once.`,
      );
    say(`${made.username} is an admin now.`);
  } finally {
    await close();
  }
});
