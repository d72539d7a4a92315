import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../start-error.ts';
import { commandOf, isRunning, isTaken, startOf } from './process-facts.ts';

const SETTLE = 50;
const PATIENCE = 10_000;

/** Takes a data folder for this process alone. The answer lets it go. */
export async function claimFolder(home: string): Promise<() => Promise<void>> {
  const file = join(home, 'owner');
  const claim = `${process.pid} ${await startOf(process.pid)}`;
  const isFirst = await writeFile(file, claim, { flag: 'wx', mode: 0o600 }).then(
    () => true,
    () => false,
  );
  if (!isFirst) await takeOver(file, claim);
  return () => rm(file, { force: true });
}

async function takeOver(file: string, claim: string): Promise<void> {
  await refuseIfOwned(file);
  const own = `${file}.${process.pid}`;
  await writeFile(own, claim, { mode: 0o600 });
  await rename(own, file);
  // Two that find the same dead owner both get here; the later one has the folder.
  await delay(SETTLE);
  if ((await readFile(file, 'utf8')) !== claim) await refuseIfOwned(file);
}

/** The process that has the folder, if one does that is alive. */
export function ownerOf(home: string): Promise<number | undefined> {
  return livingOwner(join(home, 'owner'));
}

async function livingOwner(file: string): Promise<number | undefined> {
  const [pid = '', ...start] = (await readFile(file, 'utf8').catch(() => '')).split(' ');
  if (!(Number(pid) > 0) || !(await isRunning(Number(pid)))) return undefined;
  return (await startOf(Number(pid))) === start.join(' ') ? Number(pid) : undefined;
}

async function refuseIfOwned(file: string): Promise<void> {
  const pid = await livingOwner(file);
  if (pid !== undefined)
    throw new StartError(
      `The database in ${join(file, '..')} is in use by another Gatehouse (process ${pid}).\n` +
        'Stop that one first, or give this one a folder of its own: DATA_DIR=/some/folder npm start',
    );
}

/** Ends the server that a killed parent left behind. Only after the folder was claimed. */
export async function endStray(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0]);
  // A number that nobody has is for PostgreSQL to judge: it also looks for children of a killed server.
  if (!(pid > 0) || !isTaken(pid)) return;

  // A stranger may have the number now; PostgreSQL would take that one for itself and refuse.
  if (!(await isRunning(pid)) || !(await commandOf(pid)).includes(cluster))
    return rm(file, { force: true });
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal);
    for (let waited = 0; waited < PATIENCE; waited += SETTLE) {
      if (!(await isRunning(pid))) return;
      await delay(SETTLE);
    }
  }
  throw new StartError(`An old database server (process ${pid}) does not stop. End it by hand.`);
}
