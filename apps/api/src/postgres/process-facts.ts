import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export async function isRunning(pid: number): Promise<boolean> {
  return isTaken(pid) && (await facts(pid)).state !== 'Z';
}

/** Also by a process that ended already, as long as nobody asked how. */
export function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** When a process began, in words of the system: a number alone may have been given to another one since. */
export async function startOf(pid: number): Promise<string> {
  return (await facts(pid)).start;
}

async function facts(pid: number): Promise<{ state: string; start: string }> {
  if (process.platform !== 'linux')
    return { state: (await ask(pid, 'state=')).slice(0, 1), start: await ask(pid, 'lstart=') };
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // proc(5): fields 3 and 22, counted behind the name, which may hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', start: fields[19] ?? '' };
}

export async function commandOf(pid: number): Promise<string> {
  if (process.platform !== 'linux') return ask(pid, 'command=');
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.replaceAll('\0', ' ');
}

async function ask(pid: number, column: string): Promise<string> {
  const { stdout } = await execute('ps', ['-o', column, '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  return stdout.trim();
}
