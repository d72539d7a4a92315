import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Load {
  readonly port: number;
  /** Sent one after the other, again from the first at the end. */
  readonly requests: readonly string[];
  readonly connections: number;
  /** It ends by time or by number, whichever comes first. */
  readonly seconds?: number;
  readonly count?: number;
  /** Requests a second; without it as many as are answered. */
  readonly rate?: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly statuses: Readonly<Record<number, number>>;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** The process that sends requests. */
export class LoadGenerator {
  readonly #child: ChildProcess;

  constructor() {
    this.#child = fork(fileURLToPath(new URL('./processes/load-generator.js', import.meta.url)));
  }

  /** @throws Error for an answer with another status: what fails is not what is measured */
  async run(load: Load, expected = 200): Promise<LoadResult> {
    this.#child.send(load);
    const [result]: [LoadResult | { error: string }] = (await once(
      this.#child,
      'message',
    )) as never;
    if ('error' in result) throw new Error(result.error);
    const others = Object.keys(result.statuses).filter((status) => Number(status) !== expected);
    if (others.length > 0)
      throw new Error(`Answered ${others.join(', ')} to ${load.requests[0]?.split('\r\n', 1)[0]}`);
    return result;
  }

  stop(): void {
    this.#child.kill();
  }
}
