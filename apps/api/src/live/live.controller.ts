import { AppError, restrictions } from '@gatehouse/auth-core';
import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AllowedWhile, Background } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import type { Browser } from '../browser/browser.ts';
import { AnswersEvents } from '../http/answers.decorator.ts';
import { logRequest } from '../http/request-log.ts';
import { LiveStreams } from './live-streams.ts';

@Controller('api/session/events')
@AllowedWhile(restrictions)
export class LiveController {
  constructor(private readonly streams: LiveStreams) {}

  /** Nest's own way would answer without our steps after a handler, and with headers of its own. */
  @Get()
  @Background()
  @AnswersEvents('`changed` when the session or its user changed, `ended` at its end.')
  listen(@CurrentBrowser() { session }: Browser, @Res() reply: FastifyReply): void {
    if (!session?.user) throw new AppError('unauthenticated');
    const stream = this.streams.open(session.id, session.user.id);
    reply.raw.once('close', () => {
      stream.destroy();
      // Answers that are not read to their end have no line otherwise.
      if (!reply.raw.writableFinished) logRequest(reply.request, reply);
    });
    reply
      .type('text/event-stream')
      .header('x-accel-buffering', 'no')
      // What stays open for the next request would keep a process alive that ends its streams to end.
      .header('connection', 'close')
      .send(stream);
  }
}
