import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';

/** The log of the process, for lines that are no chatter of the framework. */
@Injectable()
export class ServerLog {
  constructor(private readonly adapter: HttpAdapterHost) {}

  get lines(): FastifyBaseLogger {
    return this.adapter.httpAdapter.getInstance<FastifyInstance>().log;
  }
}
