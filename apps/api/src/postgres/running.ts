import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../start-error.ts';
import { ownerOf } from './claim.ts';
import { owner } from './cluster.ts';
import { outside } from './residence.ts';
import { database } from './server.ts';

const PATIENCE = 10_000;
const PAUSE = 100;

/**
 * The address of the server that another process runs for this folder.
 * @returns undefined where none does, so that this process may start it
 */
export async function runningPostgres(dataDir: string): Promise<string | undefined> {
  const wanted = await realpath(dataDir).catch(() => undefined);
  if (wanted === undefined) return undefined;
  for (const home of [wanted, outside(wanted)])
    for (let waited = 0; (await ownerOf(home)) !== undefined; waited += PAUSE) {
      const url = await addressIn(home);
      if (url) return url;
      if (waited >= PATIENCE)
        throw new StartError(
          `The database in ${home} belongs to another process, and cannot be asked.\n` +
            'Wait until that one is ready, or run the command as the same user.',
        );
      await delay(PAUSE);
    }
  return undefined;
}

/** The server writes its state beside its data: line 4 its port, line 8 how far it is. */
async function addressIn(home: string): Promise<string | undefined> {
  const read = (name: string) => readFile(join(home, name), 'utf8').catch(() => '');
  const lines = (await read('cluster/postmaster.pid')).split('\n').map((line) => line.trim());
  const password = await read('password');
  if (lines[7] !== 'ready' || password === '') return undefined;
  return `postgres://${owner}:${password}@127.0.0.1:${lines[3]}/${database}`;
}
