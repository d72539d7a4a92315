import { constants, fstatSync, openSync, write, writeSync } from 'node:fs';

/** Bytes, and milliseconds: a line of ordinary traffic waits for this many others, or this long. */
const BUFFER = 4096;
const DELAY = 500;
/** Bytes that wait for whoever reads the log; more are lost, because memory has an end and requests do not wait. */
const WAITING_MAX = 4 * 1024 * 1024;
const RETRY_DELAY = 20;
const LAST_RETRIES = 25;

/**
 * Where the lines of the log go. No request waits for it: a disk that is full and a pipe that nobody reads cost
 * lines, which are counted, and nothing else.
 */
export class LogOutput {
  readonly #descriptor: number;
  /** It says that it is full instead of waiting until it is not. */
  readonly #isUnblocked: boolean;
  #waiting = '';
  /** What was begun and found no room; it goes before what waits, or half a line would stand in the log. */
  #begun = Buffer.alloc(0);
  #isWriting = false;
  #timer: NodeJS.Timeout | undefined;
  /** Lines that were lost since the start. */
  lost = 0;

  constructor(descriptor: number) {
    this.#descriptor = unblocked(descriptor);
    this.#isUnblocked = this.#descriptor !== descriptor;
  }

  /** @param line with its end */
  write(line: string): void {
    if (this.#waiting.length + line.length > WAITING_MAX) {
      this.lost += 1;
      return;
    }
    this.#waiting += line;
    if (this.#waiting.length >= BUFFER) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), DELAY).unref();
  }

  /** Hands over what waits, without waiting for it. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isWriting || this.#waiting === '') return;
    const bytes = Buffer.from(this.#waiting);
    this.#waiting = '';
    this.#isWriting = true;
    this.#write(bytes);
  }

  /** The last lines of a process that ends: written now or never. What a thread is writing, it goes on to write. */
  finish(): void {
    let rest = Buffer.concat([this.#begun, Buffer.from(this.#waiting)]);
    this.#begun = Buffer.alloc(0);
    this.#waiting = '';
    for (let retries = 0; rest.length > 0 && retries < LAST_RETRIES; )
      try {
        rest = rest.subarray(writeSync(this.#descriptor, rest));
      } catch (error) {
        retries = isBusy(error) ? retries + 1 : LAST_RETRIES;
        if (isBusy(error)) pause(RETRY_DELAY);
      }
    this.lost += linesIn(rest.toString());
  }

  #write(bytes: Buffer): void {
    this.#hand(bytes, (error, written) => {
      const rest = bytes.subarray(error ? 0 : written);
      if (isBusy(error)) return this.#retry(rest);
      if (!error && rest.length > 0) return this.#write(rest);
      if (error) this.lost += linesIn(rest.toString());
      this.#isWriting = false;
      if (this.#waiting.length >= BUFFER) this.flush();
      else if (this.#waiting !== '') this.#timer ??= setTimeout(() => this.flush(), DELAY).unref();
    });
  }

  #retry(rest: Buffer): void {
    this.#begun = Buffer.from(rest);
    setTimeout(() => {
      const again = this.#begun;
      this.#begun = Buffer.alloc(0);
      this.#write(again);
    }, RETRY_DELAY).unref();
  }

  /** At once where that cannot wait: so nothing is on its way when the process ends. By a thread elsewhere. */
  #hand(bytes: Buffer, done: (error: unknown, written: number) => void): void {
    if (!this.#isUnblocked) {
      write(this.#descriptor, bytes, done);
      return;
    }
    let written = 0;
    let fault: unknown;
    try {
      written = writeSync(this.#descriptor, bytes);
    } catch (error) {
      fault = error;
    }
    done(fault, written);
  }
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

function isBusy(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | null)?.code === 'EAGAIN';
}

/** Without an event loop, which a process that ends has no more. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/**
 * The same pipe, opened so that a write to it does not wait when it is full: one that waits would keep a thread from its
 * work and the process from its end. Only Linux can do that, and only with pipes. A full socket, as systemd gives one, and
 * pipes elsewhere keep a thread waiting while the process runs, and the process itself when it ends.
 */
function unblocked(descriptor: number): number {
  try {
    if (!fstatSync(descriptor).isFIFO()) return descriptor;
    return openSync(`/proc/self/fd/${descriptor}`, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch {
    return descriptor;
  }
}
