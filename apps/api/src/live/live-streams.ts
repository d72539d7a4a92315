import { randomInt } from 'node:crypto';
import { AppError } from '@gatehouse/auth-core';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Announcements, type Change } from '../announcements/announcements.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { Metrics } from '../metrics/metrics.ts';
import { LiveStream } from './live-stream.ts';
import { SessionWatch } from './session-watch.ts';
import { StreamIndex } from './stream-index.ts';

/** A browser has one, whatever the number of its tabs. More than a few are a mistake or mischief. */
const STREAMS_PER_SESSION = 5;
/** Seconds. */
const RETRY_AFTER = { shortest: 5, spread: 10 };

/** Every open stream of this process, and who is to be told what. */
@Injectable()
export class LiveStreams implements OnModuleDestroy {
  readonly #index = new StreamIndex();
  readonly #stop: () => void;
  readonly #watch: SessionWatch;
  #isClosing = false;

  constructor(
    announcements: Announcements,
    watch: SessionWatch,
    @Inject(ENV) private readonly env: Env,
    metrics: Metrics,
  ) {
    this.#watch = watch;
    this.#stop = announcements.listen((change) => this.#hear(change));
    metrics.add({
      name: 'gatehouse_live_streams',
      help: 'Open pages that hear at once when their session ends or changes.',
      type: 'gauge',
      read: () => this.#index.size,
    });
  }

  /** @throws AppError `overloaded` when too many are open already */
  open(sessionId: string, userId: string): LiveStream {
    if (this.#isClosing || this.#index.size >= this.env.liveStreams)
      throw new AppError('overloaded', {
        retryAfter: RETRY_AFTER.shortest + randomInt(RETRY_AFTER.spread),
      });
    const [oldest, ...others] = this.#index.ofSession(sessionId);
    if (oldest && others.length + 1 >= STREAMS_PER_SESSION) this.#drop(oldest);

    const stream = new LiveStream(sessionId, userId);
    this.#index.add(stream);
    stream.once('close', () => this.#index.delete(stream));
    this.#watch.look([stream]);
    return stream;
  }

  /** Before anything else is closed: whoever listens must not keep a process alive that is told to end. */
  onModuleDestroy(): void {
    this.#isClosing = true;
    this.#stop();
    this.#watch.stop();
    for (const stream of this.#index.all()) this.#drop(stream);
  }

  #drop(stream: LiveStream): void {
    this.#index.delete(stream);
    stream.finish();
  }

  #hear(change: Change): void {
    if (change.type === 'everything') this.#watch.look(this.#index.all());
    else if (change.type === 'user') this.#watch.look(this.#index.ofUser(change.id));
    else if (!change.isOver) this.#watch.look(this.#index.ofSession(change.id));
    else for (const stream of this.#index.ofSession(change.id)) stream.end();
  }
}
