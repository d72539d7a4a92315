import { readEnv } from '../config/env.ts';
import { newSecretKey, rotateKeptKeys, secretKeyFile } from '../config/secret-keys.ts';
import { defaultDataDir } from '../postgres/data-dir.ts';
import type { Cli } from './frame/cli.ts';
import { type KeyUse, keyUse, useOf } from './frame/key-use.ts';
import { leaf } from './frame/leaf.ts';

export function secretRotate(cli: Cli) {
  return leaf('rotate', 'Put a new key in front of the old ones')
    .description(
      'Put a new key in front of the old ones. With SECRET_KEYS the new list is printed, and counts when processes are started with it. Without, the keys in the data folder are replaced, and count when the server is started again.',
    )
    .option('--leaked', 'without the old keys: everybody has to log in again')
    .option('--yes', 'without a question')
    .action(async (options) => {
      const { secretKeys: old, dataDir = defaultDataDir() } = readEnv(cli.world.variables);
      const { leaked: isAlone = false } = options;
      if (isAlone) await cli.prompt.confirm('Log out everybody with the next start?', options);
      const isKept = old.length === 0;
      const secretKeys = isKept
        ? await rotateKeptKeys(dataDir, { isAlone })
        : [newSecretKey(), ...(isAlone ? [] : old)];
      const file = isKept ? secretKeyFile(dataDir) : null;
      const use = isAlone ? null : await usedNow(cli);
      const line = `SECRET_KEYS=${secretKeys.join(',')}`;
      cli.answer(options, {
        data: { secretKeys: isKept ? null : secretKeys, file, keys: secretKeys.length, use },
        words: file ? `The new key stands first of ${secretKeys.length} in ${file}.` : line,
      });
      cli.note(adviceOf({ isKept, isAlone }));
      if (use && !options.json) for (const each of useOf(use)((_, words) => words)) cli.note(each);
    });
}

/** Whoever rotates keys may have no way to the database: that is no reason not to. */
async function usedNow(cli: Cli): Promise<KeyUse | null> {
  try {
    return await cli.database(({ dataSource }) => keyUse(dataSource, new Date()), {
      isPrepared: false,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    cli.note(`What uses the old keys could not be counted: ${why}`);
    return null;
  }
}

function adviceOf({ isKept, isAlone }: { isKept: boolean; isAlone: boolean }): string {
  if (isKept) return 'Start the server again: it knows the new key from then on.';
  if (isAlone) return 'Start all processes with this list. Every session is over then.';
  return [
    'Start all processes with this list. Where several serve, first with the new key last: a process that does not know it',
    'would take people for visitors. Old keys may go when nothing needs them: gatehouse secret status --since <that start>',
  ].join('\n');
}
