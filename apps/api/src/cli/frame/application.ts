import type { INestApplicationContext, LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { keptSecretKeys } from '../../config/secret-keys.ts';
import { defaultDataDir } from '../../postgres/data-dir.ts';
import type { CommandDatabase } from './command-database.ts';
import { OperatorModule } from './operator.module.ts';

/** The services of the API without its server. */
export async function openApplication(
  { env, dataSource }: CommandDatabase,
  note: (words: string) => void,
): Promise<INestApplicationContext> {
  const { secretKeys, dataDir = defaultDataDir() } = env;
  const keys = secretKeys.length > 0 ? secretKeys : await keptSecretKeys(dataDir);
  return NestFactory.createApplicationContext(
    OperatorModule.with({ ...env, secretKeys: keys }, dataSource),
    { abortOnError: false, logger: troubleOnly(note) },
  );
}

function troubleOnly(note: (words: string) => void): LoggerService {
  const tell = (words: unknown): void =>
    note(words instanceof Error ? words.message : String(words));
  return { log: () => undefined, warn: tell, error: tell };
}
