import { Command } from '@commander-js/extra-typings';

/** A command that does something: each can answer programs as well. */
export function leaf(name: string, summary: string) {
  return new Command(name)
    .summary(summary)
    .description(`${summary}.`)
    .option('--json', 'answer in JSON');
}
