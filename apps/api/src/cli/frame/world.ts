import type { Readable, Writable } from 'node:stream';

type Terminal = { readonly isTTY?: boolean | undefined; readonly columns?: number };

/** What a run of the program can reach of the world around it: the same for a terminal and for a test. */
export interface World {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** For what goes on for ever: says when the person at the terminal has had enough. */
  readonly interruption: () => AbortSignal;
  readonly stdin: Readable & Terminal;
  readonly stdout: Writable & Terminal;
  readonly stderr: Writable & Terminal;
}
