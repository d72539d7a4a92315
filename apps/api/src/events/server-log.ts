import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { pino } from 'pino';

/** A command serves nobody, and has no log: its rows are kept, and its operator sees what it did. */
const nobody = pino({ enabled: false });

/** The log of the process, for lines that are no chatter of the framework. */
@Injectable()
export class ServerLog {
  constructor(private readonly adapter: HttpAdapterHost) {}

  get lines(): FastifyBaseLogger {
    return serverOf(this.adapter)?.log ?? nobody;
  }
}

/** The server of this process, where it has one. */
export function serverOf({ httpAdapter }: Partial<HttpAdapterHost>): FastifyInstance | undefined {
  return httpAdapter?.getInstance<FastifyInstance>();
}
