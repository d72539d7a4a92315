import 'reflect-metadata';
import { canonicalUsername } from '@gatehouse/auth-core';
import { commandDatabase } from './command-database.ts';
import { rows } from './database/rows.ts';
import { PasswordFailures } from './limits/password-failures.ts';
import { recordCommand } from './record-command.ts';
import { runCommand } from './run-command.ts';
import { StartError } from './start-error.ts';
import { say } from './terminal.ts';

/** `npm run unlock -- USERNAME`: forgets wrong passwords, after so many that no right one is taken any more. */
await runCommand(async () => {
  const username = process.argv[2];
  if (!username) throw new StartError('Say whose: npm run unlock -- USERNAME');
  const { dataSource, close } = await commandDatabase();
  try {
    const [user] = await rows<{ id: string; username: string }>(
      dataSource,
      'SELECT id, username FROM users WHERE username_canonical = $1',
      [canonicalUsername(username)],
    );
    if (!user) throw new StartError(`Nobody is called ${username}.`);
    await dataSource.transaction(async (manager) => {
      await new PasswordFailures(dataSource).forget(manager, user.id);
      await recordCommand(manager, { userId: user.id, details: { action: 'unlocked' } });
    });
    say(`${user.username} can log in again.`);
  } finally {
    await close();
  }
});
