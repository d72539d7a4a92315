import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { events } from './events.ts';
import type { Cli } from './frame/cli.ts';
import { migrateDown } from './migrate-down.ts';
import { migrateStatus } from './migrate-status.ts';
import { migrateUp } from './migrate-up.ts';
import { restored } from './restored.ts';
import { routes } from './routes.ts';
import { secretNew } from './secret-new.ts';
import { secretRotate } from './secret-rotate.ts';
import { secretStatus } from './secret-status.ts';
import { sessionsEnd } from './sessions-end.ts';
import { sessionsList } from './sessions-list.ts';
import { userCreate } from './user-create.ts';
import { userList } from './user-list.ts';
import { userRestore } from './user-restore.ts';
import { userRole } from './user-role.ts';
import { userShow } from './user-show.ts';
import { userSuspend } from './user-suspend.ts';
import { userUnlock } from './user-unlock.ts';

/** A file each. */
type CommandMaker = (cli: Cli) => CommandUnknownOpts;

interface CommandGroup {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly CommandMaker[];
}

/** Of two words: the group, and what is done. In the order in which help names them. */
export const groups: readonly CommandGroup[] = [
  {
    name: 'user',
    summary: 'Accounts',
    commands: [userCreate, userList, userShow, userRole, userSuspend, userRestore, userUnlock],
  },
  { name: 'sessions', summary: 'Who is logged in', commands: [sessionsList, sessionsEnd] },
  {
    name: 'migrate',
    summary: 'The tables of the database',
    commands: [migrateUp, migrateDown, migrateStatus],
  },
  { name: 'secret', summary: 'Keys', commands: [secretNew, secretRotate, secretStatus] },
];

/** Of one word. */
export const commands: readonly CommandMaker[] = [events, routes, restored];
