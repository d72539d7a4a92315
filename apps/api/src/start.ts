import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { BreachFile } from './breached-passwords/breach-file.ts';
import { type Env, readEnv } from './config/env.ts';
import { keptSecretKeys } from './config/secret-keys.ts';
import { connect } from './database/connect.ts';
import { createDataSource } from './database/data-source.ts';
import { refuseCopies } from './database/origin.ts';
import { prepare } from './database/prepare.ts';
import { seedDemo } from './demo/demo.ts';
import { createApp } from './http/create-app.ts';
import { Draining } from './http/draining.ts';
import { createLogger, standardOutput } from './http/logger.ts';
import { endOnFault } from './last-resort.ts';
import { lostLines } from './metrics/lost-lines.ts';
import { Metrics } from './metrics/metrics.ts';
import { defaultDataDir } from './postgres/data-dir.ts';
import { startPostgres } from './postgres/server.ts';
import { longestEnd, onShutdown } from './shutdown.ts';
import { StartError } from './start-error.ts';
import { say } from './terminal.ts';

const webFolder = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** Everything between a command and a listening server, with a word about what takes long. */
export async function start(variables: NodeJS.ProcessEnv): Promise<void> {
  const read = readEnv(variables);
  const dataDir = read.dataDir ?? defaultDataDir();
  const env: Env =
    read.secretKeys.length > 0 ? read : { ...read, secretKeys: await keptSecretKeys(dataDir) };
  const { breachFile } = env.passwords;
  // Before anything begins; the application opens it for itself.
  if (breachFile !== undefined) await (await BreachFile.open(breachFile)).close();
  const output = standardOutput();
  const logger = createLogger(env.logLevel, output);
  endOnFault(
    (err) => logger.fatal({ err }, 'an error that nobody caught: this process ends'),
    longestEnd(env.shutdown),
  );

  const database = env.databaseUrl
    ? { url: env.databaseUrl, stop: async () => undefined }
    : await startPostgres({ dataDir: join(dataDir, 'postgres'), onProgress: say });
  const dataSource = createDataSource(database.url, (err) =>
    logger.error({ err }, 'a database connection failed'),
  );
  try {
    await connect(dataSource);
    await prepare(dataSource, env);
    await refuseCopies(dataSource);
    if (variables['GATEHOUSE_DEMO'] === '1') await seedDemo(dataSource, env);
    const app = await createApp(
      { env, dataSource, webFolder: existsSync(webFolder) ? webFolder : undefined },
      logger,
    );
    app.get(Metrics).add(lostLines(output));
    await listen(app, env);
    onShutdown(env.shutdown, {
      announce: () => app.get(Draining).begin(),
      close: async () => {
        await app.close();
        await database.stop();
      },
      // Whoever does not finish a request must not keep the database from being closed in order.
      hangUp: () => app.getHttpServer().closeAllConnections(),
    });
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    await database.stop();
    throw error;
  }
  say(`Gatehouse is ready: ${env.publicUrl.origin}`);
}

async function listen(app: NestFastifyApplication, { host, port }: Env): Promise<void> {
  await app.listen(port, host).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EADDRNOTAVAIL' || cause.code === 'ENOTFOUND')
      throw new StartError(`HOST ${host} is not an address of this machine.`, { cause });
    if (cause.code !== 'EADDRINUSE' && cause.code !== 'EACCES') throw cause;
    const why =
      cause.code === 'EACCES' ? 'may not be used by this user' : 'is taken by another program';
    throw new StartError(
      `Port ${port} ${why}. Stop that program, or choose another port: PORT=${port + 1} npm start`,
      { cause },
    );
  });
}
