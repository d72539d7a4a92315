import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** The cause of a refusal that is no fault: this process is about to end. */
export class Ending extends Error {
  override readonly name = 'Ending';
}

/** A process on its way out: it answers what comes, and sends whoever asks elsewhere for the next request. */
@Injectable()
export class Draining implements OnModuleDestroy {
  /** By connection: an answer that stands behind others and whose connection ends first is never closed itself. */
  readonly #underWay = new Map<Socket, Set<ServerResponse>>();
  #hasBegun = false;

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Before anybody else hears of a request. */
  watch(server: Server): void {
    server.on('connection', (socket: Socket) => {
      this.#underWay.set(socket, new Set());
      socket.once('close', () => this.#underWay.delete(socket));
    });
    server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
      if (this.#hasBegun) response.shouldKeepAlive = false;
      const underWay = this.#underWay.get(socket);
      underWay?.add(response);
      response.once('close', () => underWay?.delete(response));
    });
  }

  begin(): void {
    this.#hasBegun = true;
    for (const responses of this.#underWay.values())
      for (const response of responses) response.shouldKeepAlive = false;
  }

  onModuleDestroy(): void {
    this.begin();
  }
}
