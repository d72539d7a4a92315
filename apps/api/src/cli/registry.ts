import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Cli } from './frame/cli.ts';

type CommandMaker = (cli: Cli) => CommandUnknownOpts;

/** A file each. It is loaded when it may be wanted: most of the time that a command takes is for loading. */
type CommandFile = () => Promise<CommandMaker>;

interface CommandGroup {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly CommandFile[];
}

/** Of two words: the group, and what is done. In the order in which help names them. */
export const groups: readonly CommandGroup[] = [
  {
    name: 'user',
    summary: 'Accounts',
    commands: [
      async () => (await import('./user-create.ts')).userCreate,
      async () => (await import('./user-list.ts')).userList,
      async () => (await import('./user-show.ts')).userShow,
      async () => (await import('./user-role.ts')).userRole,
      async () => (await import('./user-suspend.ts')).userSuspend,
      async () => (await import('./user-restore.ts')).userRestore,
      async () => (await import('./user-delete.ts')).userDelete,
      async () => (await import('./user-password-reset.ts')).userPasswordReset,
      async () => (await import('./user-unlock.ts')).userUnlock,
      async () => (await import('./user-import.ts')).userImport,
      async () => (await import('./user-export.ts')).userExport,
    ],
  },
  {
    name: 'sessions',
    summary: 'Who is logged in',
    commands: [
      async () => (await import('./sessions-list.ts')).sessionsList,
      async () => (await import('./sessions-end.ts')).sessionsEnd,
    ],
  },
  {
    name: 'migrate',
    summary: 'The tables of the database',
    commands: [
      async () => (await import('./migrate-up.ts')).migrateUp,
      async () => (await import('./migrate-down.ts')).migrateDown,
      async () => (await import('./migrate-status.ts')).migrateStatus,
    ],
  },
  {
    name: 'secret',
    summary: 'Keys',
    commands: [
      async () => (await import('./secret-new.ts')).secretNew,
      async () => (await import('./secret-rotate.ts')).secretRotate,
      async () => (await import('./secret-status.ts')).secretStatus,
    ],
  },
];

/** Of one word. */
export const commands: readonly CommandFile[] = [
  async () => (await import('./events.ts')).events,
  async () => (await import('./doctor.ts')).doctor,
  async () => (await import('./routes.ts')).routes,
  async () => (await import('./restored.ts')).restored,
];
