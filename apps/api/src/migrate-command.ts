import 'reflect-metadata';
import { commandDatabase } from './command-database.ts';
import { runCommand } from './run-command.ts';
import { say } from './terminal.ts';

/** `npm run migrate`: brings the database up to date. */
await runCommand(async () => {
  const { close } = await commandDatabase();
  await close();
  say('The database is up to date.');
});
