import 'reflect-metadata';
import { run } from './program.ts';

const { argv, stdin, stdout, stderr } = process;

/** From then on the first interruption ends what goes on for ever, in order; the second one ends the process. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  return controller.signal;
}

const world = { variables: process.env, interruption, stdin, stdout, stderr };
process.exitCode = await run(argv.slice(2), world);
