import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Cli } from './frame/cli.ts';
import { userList } from './user-list.ts';
import { userShow } from './user-show.ts';

/** A file each. */
type CommandMaker = (cli: Cli) => CommandUnknownOpts;

interface CommandGroup {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly CommandMaker[];
}

/** Of two words: the group, and what is done. In the order in which help names them. */
export const groups: readonly CommandGroup[] = [
  { name: 'user', summary: 'Accounts', commands: [userList, userShow] },
];

/** Of one word. */
export const commands: readonly CommandMaker[] = [];
