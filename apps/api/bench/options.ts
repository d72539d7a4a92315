import { parseArgs } from 'node:util';

export interface Options {
  readonly size: 'quick' | 'usual' | 'full';
  /** Where the figures are written for programs. */
  readonly json: string;
  readonly isHelp: boolean;
}

export const help = `npm run bench [-- OPTION …]

Measures this build beside the least that could do the same work, in turns, on this machine.

  --quick       a first look, in less than a minute: smaller tables, shorter rounds
  --full        also with 2,000,000 sessions in the table: some minutes more
  --json FILE   where the figures are written as JSON (default: bench-results.json)
  --help        these words

BENCH_DATABASE_URL   a PostgreSQL server to use in place of a temporary one. A database of its own is
                     made there, and dropped at the end.`;

/** @throws TypeError for what is no option */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      json: { type: 'string', default: 'bench-results.json' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.quick && values.full) throw new TypeError('Choose --quick or --full.');
  const size = values.quick ? 'quick' : values.full ? 'full' : 'usual';
  return { size, json: values.json, isHelp: values.help };
}
