import { AppError } from '@gatehouse/auth-core';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Sessionless } from '../../access/access.decorators.ts';
import { RecordIdPipe } from '../../access/record-id.pipe.ts';
import { pagePolicy } from '../../http/security-headers.ts';
import { PageFiles } from '../../pages/page-files.ts';
import { letterStyleDigest } from '../render-letter.ts';
import { type KeptMail, OutboxFiles } from './outbox-files.ts';
import { listPage, mailPage } from './outbox-page.ts';

/** With the style of letters, which stands inside of them: a letter is shown in a frame that may do nothing. */
const letterPolicy = pagePolicy.replace(
  "style-src 'self'",
  `style-src 'self' '${letterStyleDigest}'`,
);

/** The outbox for whoever builds and tests: on this machine, outside production. */
@Controller('dev/outbox')
@ApiExcludeController()
@Sessionless()
export class OutboxController {
  readonly #styles: string;

  constructor(
    private readonly files: OutboxFiles,
    pages: PageFiles,
  ) {
    // Those of the web app; where none was built, the browser's own.
    this.#styles = (pages.at('/')?.match(/<link [^>]*rel="stylesheet"[^>]*>/g) ?? []).join('\n');
  }

  @Get()
  async list(@Res() reply: FastifyReply): Promise<void> {
    send(reply, pagePolicy, listPage(this.#styles, await this.files.all()));
  }

  @Get(':id')
  async show(@Param('id', RecordIdPipe) id: string, @Res() reply: FastifyReply): Promise<void> {
    send(reply, letterPolicy, mailPage(this.#styles, await this.#mail(id)));
  }

  async #mail(id: string): Promise<KeptMail> {
    const mail = await this.files.one(id);
    if (!mail) throw new AppError('not_found');
    return mail;
  }
}

function send(reply: FastifyReply, policy: string, document: string): void {
  reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy)
    .header('cache-control', 'no-store')
    .send(document);
}
