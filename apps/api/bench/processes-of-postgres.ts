import { readdir, readFile } from 'node:fs/promises';
import { type ProcessStat, parseSchedstat, parseStat } from './proc-files.ts';

/** All processes of one PostgreSQL server on this machine. */
export class ProcessesOfPostgres {
  readonly #postmaster: number;

  private constructor(postmaster: number) {
    this.#postmaster = postmaster;
  }

  /** Undefined where processes cannot be looked at: on another system or machine. */
  static async of(backend: number): Promise<ProcessesOfPostgres | undefined> {
    const stat = await statOf(backend);
    if (!stat?.name.startsWith('postgres')) return undefined;
    return new ProcessesOfPostgres(stat.parent);
  }

  /**
   * Microseconds on a processor since the server began. A child that ends moves its time to the
   * postmaster, which adds up what ended: nothing is lost and nothing counted twice.
   */
  async cpu(): Promise<number> {
    const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger);
    const stats = await Promise.all(pids.map(statOf));
    const family = stats.filter(
      (stat) => stat && (stat.pid === this.#postmaster || stat.parent === this.#postmaster),
    );
    const times = await Promise.all(family.map((stat) => (stat ? timeOf(stat) : 0)));
    const ended = family.find((stat) => stat?.pid === this.#postmaster)?.ofEndedChildren ?? 0;
    return times.reduce((sum, time) => sum + time, ended);
  }
}

/** PostgreSQL's processes have one thread each, so the finer count of the first thread is that of all. */
async function timeOf({ pid, own }: ProcessStat): Promise<number> {
  const text = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => undefined);
  return text === undefined ? own : parseSchedstat(text);
}

/** Undefined for a process that has ended meanwhile. */
async function statOf(pid: number): Promise<ProcessStat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parseStat(text);
}
