import type pg from 'pg';

/** The key of this deployment: it is not the release that chooses it. */
export const key = 'dGhlIGtleSBvZiByb3dzIHRoYXQgd2VyZSB3cml0dGVuIGJlZm9yZQ';

/** A cookie, and the digest that was stored with it, as they were written then. */
export const token =
  'cPmvrGQ0wnLXHsNZ6H1RFA.I5d-fJ27I2RU4tui_OpatagTUKFXEu-iA-QNhPWa6_0HHRyx5ooQoT7t8-s3ME_a';
const mac = 'f0f4a8fe6ab8a8d43d5f41c530229e5fa53d9bbf4c105d7af873b5944b8e527e';
export const [sessionId = ''] = token.split('.');

const lifeColumns = `
  s.id, s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt",
  s.idle_expires_at AS "idleExpiresAt", s.expires_at AS "expiresAt",
  s.fresh_until AS "freshUntil", s.rotated_at AS "rotatedAt", s.remembered,
  s.browser, s.os, s.device_kind AS "deviceKind",
  jsonb_array_length(s.flash) AS "flashCount", now() AS now`;

/**
 * What the release before says to the database, word for word: it knows the columns of the first four
 * migrations, and nothing of announcements, of salts and of security events.
 */
export class ReleaseBefore {
  readonly #database: pg.Client;

  constructor(database: pg.Client) {
    this.#database = database;
  }

  async register(username: string): Promise<string> {
    const { rows } = await this.#database.query<{ id: string }>(
      `INSERT INTO users (username, username_canonical, email, email_canonical, name, password_hash)
       VALUES ($1, $1, $2, $2, $1, 'no hash') RETURNING id`,
      [username, `${username}@example.com`],
    );
    return rows[0]?.id ?? '';
  }

  async insert(userId: string): Promise<void> {
    await this.#database.query(
      `INSERT INTO sessions AS s (id, secret_mac, user_id, remembered, browser, os, device_kind, address,
              counter, cart, flash, idle_expires_at, expires_at, authenticated_at, fresh_until)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now() + $12 * interval '1 ms',
              now() + $13 * interval '1 ms', CASE WHEN $14::bigint IS NOT NULL THEN now() END,
              now() + $14::bigint * interval '1 ms')
       RETURNING ${lifeColumns}`,
      [
        sessionId,
        Buffer.from(mac, 'hex'),
        userId,
        false,
        'Firefox',
        'Linux',
        'desktop',
        '192.0.2.0',
        3,
        '[]',
        JSON.stringify([{ code: 'logged_in', level: 'success', text: 'Welcome.' }]),
        1_800_000,
        43_200_000,
        600_000,
      ],
    );
  }

  /** @returns the rows that it finds: one, or none */
  async find(id: string): Promise<readonly Record<string, unknown>[]> {
    const { rows } = await this.#database.query(
      `SELECT ${lifeColumns}, s.secret_mac AS "secretMac", s.user_id AS "userId",
              CASE WHEN s.previous_until > now() THEN s.previous_mac END AS "previousMac"
         FROM sessions s LEFT JOIN users u ON u.id = s.user_id AND u.suspended_at IS NULL
        WHERE s.id = $1 AND s.idle_expires_at > now() AND s.expires_at > now()`,
      [id],
    );
    return rows;
  }

  touch(id: string): Promise<unknown> {
    return this.#database.query(
      `UPDATE sessions s SET last_seen_at = now(),
              idle_expires_at = LEAST(now() + $2 * interval '1 ms', s.expires_at)
        WHERE s.id = $1 AND s.idle_expires_at > now() AND s.expires_at > now()
        RETURNING s.idle_expires_at AS "idleExpiresAt"`,
      [id, 1_800_000],
    );
  }

  changeRole(userId: string, role: string): Promise<unknown> {
    return this.#database.query(
      `WITH changed AS (UPDATE users SET role = $2 WHERE id = $1)
       UPDATE sessions SET rotated_at = 'epoch' WHERE user_id = $1`,
      [userId, role],
    );
  }

  renewSecret(id: string, renewed: Buffer): Promise<unknown> {
    return this.#database.query(
      `UPDATE sessions s SET previous_mac = secret_mac, secret_mac = $2, rotated_at = now(),
              previous_until = now() + interval '10 seconds'
        WHERE s.id = $1 AND s.rotated_at = 'epoch'
          AND s.idle_expires_at > now() AND s.expires_at > now() RETURNING s.id`,
      [id, renewed],
    );
  }

  end(id: string): Promise<unknown> {
    return this.#database.query(
      'DELETE FROM sessions WHERE id = $1 RETURNING user_id AS "userId", counter, cart',
      [id],
    );
  }
}
