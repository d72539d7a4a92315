import {
  canWriteMessage,
  type Message,
  type MessageContent,
  messageContentSchema,
  messageSchema,
  type Page,
  pageQuerySchema,
  pageSchema,
} from '@gatehouse/auth-core';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Authorize, Sessionless } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { CurrentUser } from '../access/current-user.decorator.ts';
import { RecordIdPipe } from '../access/record-id.pipe.ts';
import type { Browser } from '../browser/browser.ts';
import { FlashService } from '../flash/flash.service.ts';
import { Answers, AnswersNothing } from '../http/answers.decorator.ts';
import type { UserRow } from '../users/user-view.ts';
import { type MessageListQuery, MessagesService } from './messages.service.ts';

@Controller('api/messages')
export class MessagesController {
  constructor(
    private readonly messages: MessagesService,
    private readonly flash: FlashService,
  ) {}

  @Get()
  @Sessionless()
  @Answers(pageSchema(messageSchema))
  list(@Query({ schema: pageQuerySchema }) query: MessageListQuery): Promise<Page<Message>> {
    return this.messages.list(query);
  }

  @Get(':id')
  @Sessionless()
  @Answers(messageSchema)
  show(@Param('id', RecordIdPipe) id: string): Promise<Message> {
    return this.messages.get(id);
  }

  @Post()
  @Authorize(canWriteMessage)
  @Answers(messageSchema, { status: 201 })
  async create(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() author: UserRow,
    @Body({ schema: messageContentSchema }) { content }: MessageContent,
  ): Promise<Message> {
    const message = await this.messages.create(author, content);
    await this.flash.leave(browser, 'message_created');
    return message;
  }

  @Patch(':id')
  @Answers(messageSchema)
  async update(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() actor: UserRow,
    @Param('id', RecordIdPipe) id: string,
    @Body({ schema: messageContentSchema }) { content }: MessageContent,
  ): Promise<Message> {
    const message = await this.messages.update(actor, id, content);
    await this.flash.leave(browser, 'message_updated');
    return message;
  }

  @Delete(':id')
  @AnswersNothing()
  async delete(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() actor: UserRow,
    @Param('id', RecordIdPipe) id: string,
  ): Promise<void> {
    await this.messages.delete(actor, id);
    await this.flash.leave(browser, 'message_deleted');
  }
}
