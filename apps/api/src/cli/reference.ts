import { Command } from '@commander-js/extra-typings';
import type { Cli } from './frame/cli.ts';
import { referenceOf } from './frame/reference.ts';

export function reference(cli: Cli) {
  return new Command('reference')
    .description('Prints the page that documents all commands.')
    .action((_options, command) => {
      if (command.parent) cli.line(referenceOf(command.parent).trimEnd());
    });
}
