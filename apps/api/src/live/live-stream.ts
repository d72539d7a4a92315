import { randomInt } from 'node:crypto';
import { Readable } from 'node:stream';

const KEEP_ALIVE = 20_000;
/** What waits for a reader that has stopped to read, in bytes. Then nobody is there any more. */
const UNREAD = 4096;
/** Until a browser asks again after the stream was cut. Not all of them at once after a restart. */
const RETRY = { shortest: 2000, spread: 3000 };

/** Never what changed, nor whose it is: whoever hears it asks, and is answered what they may know. */
type LiveEvent = 'changed' | 'ended';

/** What a browser hears of its session, until one of both ends. */
export class LiveStream extends Readable {
  readonly sessionId: string;
  readonly userId: string;
  /** What the session looked like when it was last read. */
  mark: string | undefined;
  readonly #keepAlive: NodeJS.Timeout;
  #alarm: NodeJS.Timeout | undefined;
  #isFinished = false;

  constructor(sessionId: string, userId: string) {
    super({ highWaterMark: UNREAD });
    this.sessionId = sessionId;
    this.userId = userId;
    this.#keepAlive = setInterval(() => this.#write(':\n\n'), KEEP_ALIVE).unref();
  }

  /** The answer begins with this: from now on nothing is missed. */
  begin(): void {
    this.#write(`retry: ${RETRY.shortest + randomInt(RETRY.spread)}\n\n`);
  }

  tell(event: LiveEvent): void {
    // Without a line of data browsers drop an event.
    this.#write(`event: ${event}\ndata: {}\n\n`);
  }

  /** Calls once after these milliseconds, unless it ends or is set again before. */
  setAlarm(milliseconds: number, onAlarm: () => void): void {
    clearTimeout(this.#alarm);
    if (!this.#isFinished) this.#alarm = setTimeout(onAlarm, milliseconds).unref();
  }

  /** The session is over. */
  end(): void {
    this.tell('ended');
    this.finish();
  }

  /** Nothing more is told here; what was told arrives. */
  finish(): void {
    if (!this.#isFinished) this.push(null);
    this.#isFinished = true;
    this.#clearTimers();
  }

  override _read(): void {}

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#isFinished = true;
    this.#clearTimers();
    done(error);
  }

  #write(text: string): void {
    if (!this.#isFinished && !this.push(text)) this.destroy();
  }

  #clearTimers(): void {
    clearInterval(this.#keepAlive);
    clearTimeout(this.#alarm);
  }
}
