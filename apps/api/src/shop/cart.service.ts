import { type Cart, cartSchema } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import { rows } from '../database/rows.ts';
import { SessionService } from '../session/session.service.ts';

/** What a browser has laid aside: part of its session, before and after the log-in. */
@Injectable()
export class CartService {
  constructor(
    private readonly database: DataSource,
    private readonly sessions: SessionService,
  ) {}

  async read({ session }: Browser): Promise<Cart> {
    if (!session) return { lines: [] };
    const [row] = await rows<{ cart: unknown }>(
      this.database,
      'SELECT cart FROM sessions WHERE key = $1',
      [session.key],
    );
    // A row may hold what another release wrote.
    const stored = cartSchema.safeParse({ lines: row?.cart ?? [] });
    return stored.success ? stored.data : { lines: [] };
  }

  async save(browser: Browser, { lines }: Cart): Promise<Cart> {
    if (lines.length === 0 && !browser.session) return { lines };
    const { key } = await this.sessions.ensure(browser);
    await this.#write(key, lines);
    return { lines };
  }

  async clear({ session }: Browser): Promise<void> {
    if (session) await this.#write(session.key, []);
  }

  async #write(key: number, lines: Cart['lines']): Promise<void> {
    const cart = lines.length === 0 ? null : JSON.stringify(lines);
    await rows(this.database, 'UPDATE sessions SET cart = $2 WHERE key = $1', [key, cart]);
  }
}
