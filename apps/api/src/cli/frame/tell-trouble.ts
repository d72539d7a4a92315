import { AppError } from '@gatehouse/auth-core';
import { EnvError } from '../../config/env-error.ts';
import { isDatabaseUnavailable } from '../../database/database-errors.ts';
import { StartError } from '../../start-error.ts';
import { paintOf } from './paint.ts';
import { exitCodes, Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** Says on the standard error why a command was not done. @returns the exit code */
export function tellTrouble(error: unknown, world: World): number {
  const paint = paintOf(world.stderr, world);
  for (const line of linesOf(error)) world.stderr.write(`${paint('red', line)}\n`);
  if (error instanceof EnvError) return exitCodes.wrongSettings;
  return error instanceof Refusal ? error.exitCode : exitCodes.refused;
}

/** What the operator can mend is said in a few words, anything else with its stack. */
function linesOf(error: unknown): string[] {
  if (error instanceof AppError)
    return [
      error.message,
      ...Object.entries(error.fields ?? {}).flatMap(([field, problems]) =>
        problems
          .filter((problem) => problem !== error.message)
          .map((problem) => `  ${field}: ${problem}`),
      ),
    ];
  if (error instanceof EnvError || error instanceof StartError || error instanceof Refusal)
    return error.message.split('\n');
  if (isDatabaseUnavailable(error))
    return [
      `The database did not answer: ${String(error)}`,
      'What was begun is undone. Try again.',
    ];
  return [error instanceof Error ? String(error.stack) : String(error)];
}
