import {
  type Actor,
  AppError,
  authorize,
  canDeleteMessage,
  canEditMessage,
  type Message,
  type Page,
} from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { decodeTimeCursor, pageOf } from '../database/cursor.ts';
import { violatedReference } from '../database/database-errors.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { MessageEntity } from './message.entity.ts';

export interface MessageListQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

@Injectable()
export class MessagesService {
  constructor(
    @InjectRepository(MessageEntity) private readonly messages: Repository<MessageEntity>,
    private readonly events: SecurityEvents,
  ) {}

  /** Newest first. */
  async list({ cursor, limit }: MessageListQuery): Promise<Page<Message>> {
    const query = this.messages
      .createQueryBuilder('m')
      .innerJoinAndSelect('m.author', 'author')
      .orderBy('m.createdAt', 'DESC')
      .addOrderBy('m.id', 'DESC')
      .limit(limit + 1);
    if (cursor !== undefined)
      query.where('(m.createdAt, m.id) < (:createdAt, :id)', decodeTimeCursor(cursor));
    return pageOf(await query.getMany(), limit, {
      toItem: toMessage,
      keyOf: ({ createdAt, id }) => [createdAt.toISOString(), id],
    });
  }

  async get(id: string): Promise<Message> {
    return toMessage(await this.#getOrFail(id));
  }

  async create(author: Actor, content: string): Promise<Message> {
    const { id } = await this.messages
      .save({ content, authorId: author.id })
      .catch(refuseDeletedAuthor);
    return this.get(id);
  }

  async update(actor: Actor, id: string, content: string): Promise<Message> {
    authorize(canEditMessage, actor, await this.#getOrFail(id));
    await this.messages.update({ id, authorId: actor.id }, { content });
    return this.get(id);
  }

  async delete(actor: Actor, id: string): Promise<void> {
    const message = await this.#getOrFail(id);
    authorize(canDeleteMessage, actor, message);
    if (message.author.id === actor.id) await this.messages.delete({ id });
    else await this.#deleteOfOther(actor, message);
  }

  async #deleteOfOther(actor: Actor, { id, author }: MessageEntity): Promise<void> {
    await this.messages.manager.transaction(async (manager) => {
      await manager.delete(MessageEntity, { id });
      const about = {
        userId: author.id,
        actorId: actor.id,
        details: { action: 'message_deleted' as const },
      };
      await this.events.record(manager, { name: 'authz_admin', ...about });
    });
  }

  async #getOrFail(id: string): Promise<MessageEntity> {
    const message = await this.messages.findOneBy({ id });
    if (!message) throw new AppError('not_found');
    return message;
  }
}

function toMessage({ id, content, author, createdAt, updatedAt }: MessageEntity): Message {
  return {
    id,
    content,
    author: {
      id: author.id,
      username: author.username,
      name: author.name,
      avatarUrl: author.avatarUrl,
    },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/** The account was deleted while the message was on its way. */
function refuseDeletedAuthor(error: unknown): never {
  if (violatedReference(error) !== 'messages_author_id_fkey') throw error;
  throw new AppError('unauthenticated', { cause: error });
}
