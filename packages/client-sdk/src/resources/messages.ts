import type { Message, MessageContent, Page, PageQuery } from '@gatehouse/auth-core';
import type { Http } from '../call.ts';
import { itemPath } from './item-path.ts';

const path = '/api/messages';

export class MessagesResource {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * Newest first; visitors may read too.
   * @throws ApiError `validation_failed`
   */
  list(query?: PageQuery): Promise<Page<Message>> {
    return this.#http('GET', path, { query });
  }

  /** @throws ApiError `not_found` */
  get(id: string): Promise<Message> {
    return this.#http('GET', itemPath(path, id));
  }

  /** @throws ApiError `unauthenticated`, `validation_failed` */
  create(content: MessageContent): Promise<Message> {
    return this.#http('POST', path, { body: content });
  }

  /** @throws ApiError `unauthenticated`, `forbidden`, `not_found`, `validation_failed` */
  update(id: string, content: MessageContent): Promise<Message> {
    return this.#http('PATCH', itemPath(path, id), { body: content });
  }

  /** @throws ApiError `unauthenticated`, `forbidden`, `not_found` */
  delete(id: string): Promise<void> {
    return this.#http('DELETE', itemPath(path, id));
  }
}
