import { Injectable, Logger } from '@nestjs/common';
import { Announcements } from '../announcements/announcements.ts';
import type { LiveStream } from './live-stream.ts';
import { type SessionMark, SessionMarks } from './session-marks.ts';

/** Milliseconds in which changes gather to be looked at by one statement. */
const GATHER = 50;
/** Until the next look while changes may be missed, or the database does not answer. */
const PAUSE = 2000;
/** Clocks are not read at the same moment: a look too early would have to be repeated. */
const MARGIN = 20;
const DAY = 86_400_000;

/** Looks at the sessions of open streams in the database, when there is a reason to, and tells what came out. */
@Injectable()
export class SessionWatch {
  readonly #logger = new Logger('live');
  readonly #due = new Set<LiveStream>();
  readonly #announcements: Announcements;
  readonly #marks: SessionMarks;
  #next: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(announcements: Announcements, marks: SessionMarks) {
    this.#announcements = announcements;
    this.#marks = marks;
  }

  /** Soon, and together with what else is to be looked at. */
  look(streams: readonly LiveStream[], wait: number = GATHER): void {
    for (const stream of streams) this.#due.add(stream);
    if (this.#due.size > 0 && !this.#isStopped)
      this.#next ??= setTimeout(() => void this.#run(), wait).unref();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#next);
  }

  async #run(): Promise<void> {
    const streams = [...this.#due].filter(({ destroyed }) => !destroyed);
    this.#due.clear();
    // What changes after this line is announced, if this process hears.
    let isEnough = this.#announcements.isHeard;
    try {
      const found = await this.#marks.read([...new Set(streams.map(({ sessionId }) => sessionId))]);
      for (const stream of streams) this.#compare(stream, found.get(stream.sessionId));
    } catch (error) {
      // Down is never logged out.
      isEnough = false;
      if (!this.#isStopped) this.#logger.warn(error);
    }
    this.#next = undefined;
    if (isEnough) this.look([]);
    else this.look(streams, PAUSE);
  }

  #compare(stream: LiveStream, found: SessionMark | undefined): void {
    if (!found) return void stream.end();
    if (stream.mark === undefined) stream.begin();
    else if (stream.mark !== found.mark) stream.tell('changed');
    stream.mark = found.mark;
    stream.setAlarm(Math.min(found.endsIn + MARGIN, DAY), () => this.look([stream]));
  }
}
