import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { forThemAlone } from './for-them-alone.ts';
import { isRecordId } from './record-id.pipe.ts';
import type { Access } from './route-access.ts';

const reads: readonly string[] = ['GET', 'HEAD'];

/** Keeps an admin who acts for somebody from what is that person's alone, and notes what they do. */
@Injectable()
export class ActingAccess {
  constructor(
    private readonly database: DataSource,
    private readonly events: SecurityEvents,
  ) {}

  /** @throws AppError `forbidden`, before a password or anything else that was sent is looked at */
  refuse({ isOpenToActing }: Access, { session }: Browser): void {
    if (session?.actor && !isOpenToActing) throw forThemAlone(session);
  }

  /** Before it is done: what cannot be noted does not happen. */
  async note({ isPublic }: Access, request: FastifyRequest): Promise<void> {
    const { browser, method, routeOptions, params } = request;
    const { session } = browser;
    if (!session?.actor || isPublic || reads.includes(method)) return;
    const details = {
      action: 'acted' as const,
      method,
      route: routeOptions.url ?? '',
      ...recordOf(params),
    };
    const about = { userId: session.user?.id, sessionId: session.id, browser };
    await this.events.record(this.database, { name: 'authz_admin', ...about, details });
  }
}

function recordOf(params: unknown): { record?: string } {
  const { id } = Object(params) as { id?: unknown };
  return typeof id === 'string' && isRecordId(id) ? { record: id } : {};
}
