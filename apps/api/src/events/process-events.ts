import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { SecurityEvents } from './security-events.ts';
import { serverOf } from './server-log.ts';

/** When a process began to serve, and when it ended in order: one without its end was killed. */
@Injectable()
export class ProcessEvents implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly events: SecurityEvents,
  ) {}

  onModuleInit(): void {
    serverOf(this.adapter)?.addHook('onListen', (done) => {
      this.events.tell({ name: 'sys_startup', details: { node: process.version } });
      done();
    });
  }

  onApplicationShutdown(): void {
    this.events.tell({ name: 'sys_shutdown' });
  }
}
