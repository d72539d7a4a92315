import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** As whom PostgreSQL runs: it refuses root, and whoever has no name in the list of users. */
export interface Identity {
  readonly prefix: readonly string[];
  readonly user?: User;
}

export interface User {
  readonly uid: number;
  readonly gid: number;
}

/** Ways to run, best first. Which of them work depends on the system: the caller tries. */
export function identitiesFor(owner: User): Identity[] {
  const self: Identity = { prefix: [] };
  const namedUser = findNamedUser();
  if (process.platform === 'win32' || !namedUser) return [self];

  // A user namespace: our own rights on files, under another number. Containers may forbid it.
  const { uid, gid } = namedUser;
  const disguised: Identity = {
    prefix: ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`],
  };
  if (process.getuid?.() !== 0) return [self, disguised];

  const asOwner = [
    { ...self, user: owner },
    { ...disguised, user: owner },
  ];
  const asAnother = [disguised, { ...self, user: namedUser }];
  return owner.uid === 0 ? asAnother : [...asOwner, ...asAnother];
}

/** `postgres` where there is one, else `nobody`, else any user but root. */
function findNamedUser(): User | undefined {
  const users = readUsers().filter(({ uid }) => uid > 0);
  const named = (wanted: string) => users.find(({ name }) => name === wanted);
  return named('postgres') ?? named('nobody') ?? users[0];
}

function readUsers(): (User & { name: string })[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  } catch {
    return [];
  }
}

/** Starts a command as somebody, in a group of its own: Ctrl-C at the terminal is for us to pass on. */
export function spawnAs(
  { prefix, user }: Identity,
  command: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  const [file = '', ...args] = [...prefix, ...command];
  return spawn(file, args, {
    ...options,
    ...user,
    env: environment(),
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
}

/** Without PGDATA, PGOPTIONS, locale and the like: they would change what the server does. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  return { PATH, ...(SystemRoot && { SystemRoot }), LC_ALL: 'C', TZ: 'UTC' };
}

/** Runs a command to its end. Never throws: "cannot" is an answer. */
export function runAs(
  identity: Identity,
  command: readonly string[],
  cwd: string,
): Promise<{ isDone: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawnAs(identity, command, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => resolve({ isDone: false, output: error.message }));
    child.on('close', (code) => resolve({ isDone: code === 0, output: output.trim() }));
  });
}
