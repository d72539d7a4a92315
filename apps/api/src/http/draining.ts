import type { Server, ServerResponse } from 'node:http';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** A process on its way out: it answers what comes, and sends whoever asks elsewhere for the next request. */
@Injectable()
export class Draining implements OnModuleDestroy {
  readonly #underWay = new Set<ServerResponse>();
  #hasBegun = false;

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Before anybody else hears of a request. */
  watch(server: Server): void {
    server.prependListener('request', (_request, response: ServerResponse) => {
      if (this.#hasBegun) response.shouldKeepAlive = false;
      this.#underWay.add(response);
      response.once('close', () => this.#underWay.delete(response));
    });
  }

  begin(): void {
    this.#hasBegun = true;
    for (const response of this.#underWay) response.shouldKeepAlive = false;
  }

  onModuleDestroy(): void {
    this.begin();
  }
}
