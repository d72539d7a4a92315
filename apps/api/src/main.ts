import 'reflect-metadata';
import { EnvError } from './config/env-error.ts';
import { start } from './start.ts';
import { StartError } from './start-error.ts';

try {
  await start(process.env);
} catch (error) {
  // What the operator can mend is said in a few words; anything else with its stack.
  const known = error instanceof EnvError || error instanceof StartError;
  process.stderr.write(
    `\n${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  );
  // 78: sysexits.h, EX_CONFIG.
  process.exit(error instanceof EnvError ? 78 : 1);
}
