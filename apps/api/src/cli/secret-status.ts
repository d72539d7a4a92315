import { readEnv } from '../config/env.ts';
import { keptSecretKeys, keptSince } from '../config/secret-keys.ts';
import { defaultDataDir } from '../postgres/data-dir.ts';
import type { Cli } from './frame/cli.ts';
import { keyUse, useOf } from './frame/key-use.ts';
import { leaf } from './frame/leaf.ts';
import { Misuse } from './frame/refusal.ts';
import { moment } from './frame/values.ts';

export function secretStatus(cli: Cli) {
  return leaf('status', 'Tell what still needs an older key')
    .option('--since <time>', 'when all processes had the newest key in front', moment)
    .action(async (options) => {
      const { secretKeys, dataDir = defaultDataDir() } = readEnv(cli.world.variables);
      const isKept = secretKeys.length === 0;
      const keys = isKept ? await keptSecretKeys(dataDir) : secretKeys;
      const since = options.since ?? (isKept ? await keptSince(dataDir) : undefined);
      if (!since)
        throw new Misuse(
          'Say since when the newest key stands in front: --since 2026-03-31T12:00Z',
        );
      const use = await cli.database(({ dataSource }) => keyUse(dataSource, since));
      cli.answer(options, {
        data: { keys: keys.length, ...use },
        words: (paint) => [`Keys: ${keys.length}`, ...useOf(use)(paint)],
      });
      if (use.sessions + use.mailsThatWait === 0 && keys.length > 1)
        cli.note('Nothing needs the older keys any more.');
    });
}
