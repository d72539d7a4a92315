import type { ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../start-error.ts';
import type { Cluster } from './cluster.ts';
import { runAs, spawnAs } from './identity.ts';
import type { Residence } from './residence.ts';

/** A server that accepts connections. */
export interface Postmaster {
  readonly port: number;
  /** Comes when the server is gone, whoever ended it. */
  readonly exit: Promise<void>;
  stop(): Promise<void>;
}

export interface Launch {
  readonly isThrowaway: boolean;
  readonly port?: number | undefined;
}

const ATTEMPTS = 30;
const PAUSE = 100;
const STEP = 10;
const PATIENCE = 120_000;
const STOP_PATIENCE = 10_000;

/** Troubles that pass: a port that somebody else got first, the last children of a killed server. */
const passing = /Address already in use|could not bind|shared memory block|lock file/;

export async function launchPostmaster(
  residence: Residence,
  cluster: Cluster,
  launch: Launch,
): Promise<Postmaster> {
  const logFile = join(residence.home, 'log');
  await rename(logFile, `${logFile}.old`).catch(() => undefined);
  const prefix = await leash(residence);
  let complaint = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // Below the numbers that outgoing connections get, and above those of well-known services.
    const port = launch.port ?? randomInt(20_000, 32_768);
    const command = [...prefix, ...serverCommand(residence, cluster, { ...launch, port })];
    const log = await open(logFile, 'w', 0o600);
    const child = spawnAs(residence.identity, command, {
      cwd: residence.home,
      stdio: ['ignore', log.fd, log.fd],
    });
    const exit = ended(child);
    await log.close();
    if (await isReady(child, cluster)) return { port, exit, stop: () => stop(child, exit) };

    complaint = await readFile(logFile, 'utf8').catch(() => '');
    if (!passing.test(complaint)) break;
    await delay(PAUSE);
  }
  throw new StartError(
    `The embedded database does not start. It says:\n${complaint.trim().split('\n').slice(-5).join('\n')}\n` +
      `All of it is in ${logFile}.`,
  );
}

/** On Linux the server dies with us, however we die. Elsewhere the next start ends it. */
async function leash({ identity, native, home }: Residence): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const prefix = ['setpriv', '--pdeathsig', 'INT'];
  const trial = await runAs(identity, [...prefix, join(native, 'bin', 'postgres'), '-V'], home);
  return trial.isDone ? prefix : [];
}

function serverCommand({ native }: Residence, { folder }: Cluster, launch: Launch): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: launch.port,
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Details of errors quote rows: addresses of people do not belong into a log.
    log_error_verbosity: 'terse',
    // Neither do parameters of statements, whoever turns the log of statements on: some are hashes of passwords.
    log_parameter_max_length: 0,
    ...(launch.isThrowaway && { fsync: 'off', full_page_writes: 'off' }),
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return [join(native, 'bin', 'postgres'), '-D', folder, ...options];
}

async function ended(child: ChildProcess): Promise<void> {
  const end = (): void => void child.kill('SIGINT');
  process.once('exit', end);
  // It must not hold up a program that has nothing else to do.
  child.unref();
  await once(child, 'exit').catch(() => undefined);
  process.off('exit', end);
}

/** Reads the state that the server writes beside its data: line 1 its number, line 8 how far it is. */
async function isReady(child: ChildProcess, { folder }: Cluster): Promise<boolean> {
  for (let waited = 0; waited < PATIENCE; waited += STEP) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
      return false;
    const state = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
    const lines = state.split('\n');
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true;
    await delay(STEP);
  }
  child.kill('SIGQUIT');
  return false;
}

/** First "finish what you do now", then "leave everything as it is". */
async function stop(child: ChildProcess, exit: Promise<void>): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    child.kill(signal);
    const patience = new AbortController();
    const isGone = await Promise.race([
      exit.then(() => true),
      delay(STOP_PATIENCE, false, { signal: patience.signal }).catch(() => false),
    ]);
    patience.abort();
    if (isGone) return;
  }
}
