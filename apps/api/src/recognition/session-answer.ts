import { sessionViewSchema } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type ActiveSession, toSessionView } from '../session/active-session.ts';
import { SessionCache } from './session-cache.ts';

/** What somebody is told who asks who is logged in: the most frequent answer of all, as it is sent. */
@Injectable()
export class SessionAnswer {
  readonly #toVisitor = write(null);

  constructor(private readonly cache: SessionCache) {}

  of(session: ActiveSession | null): string {
    return session ? this.cache.tell(session, () => write(session)) : this.#toVisitor;
  }
}

/** Through the schema, as every answer: a text passes the check of the route. */
function write(session: ActiveSession | null): string {
  return JSON.stringify(z.parse(sessionViewSchema, toSessionView(session)));
}
