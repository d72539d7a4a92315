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
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  SerializeOptions,
} from '@nestjs/common';
import { Authorize, Sessionless } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { CurrentUser } from '../access/current-user.decorator.ts';
import { RecordIdPipe } from '../access/record-id.pipe.ts';
import { FlashService } from '../flash/flash.service.ts';
import type { Browser } from '../session/browser.ts';
import type { UserRow } from '../users/user-view.ts';
import { type MessageListQuery, MessagesService } from './messages.service.ts';

@Controller('api/messages')
@SerializeOptions({ schema: messageSchema })
export class MessagesController {
  constructor(
    private readonly messages: MessagesService,
    private readonly flash: FlashService,
  ) {}

  @Get()
  @Sessionless()
  @SerializeOptions({ schema: pageSchema(messageSchema) })
  list(@Query({ schema: pageQuerySchema }) query: MessageListQuery): Promise<Page<Message>> {
    return this.messages.list(query);
  }

  @Get(':id')
  @Sessionless()
  show(@Param('id', RecordIdPipe) id: string): Promise<Message> {
    return this.messages.get(id);
  }

  @Post()
  @Authorize(canWriteMessage)
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
  @HttpCode(204)
  async delete(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() actor: UserRow,
    @Param('id', RecordIdPipe) id: string,
  ): Promise<void> {
    await this.messages.delete(actor, id);
    await this.flash.leave(browser, 'message_deleted');
  }
}
