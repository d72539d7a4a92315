import { EnvError } from './config/env-error.ts';
import { StartError } from './start-error.ts';
import { say } from './terminal.ts';

/** sysexits.h, EX_CONFIG. */
const CONFIGURATION_FAULT = 78;

/** Runs a program to its end. What the operator can mend is said in a few words, anything else with its stack. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const isKnown = error instanceof EnvError || error instanceof StartError;
    say(isKnown ? error.message : error instanceof Error ? String(error.stack) : String(error));
    process.exit(error instanceof EnvError ? CONFIGURATION_FAULT : 1);
  }
}
