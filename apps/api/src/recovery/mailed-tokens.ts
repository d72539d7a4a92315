import { createHash, randomBytes } from 'node:crypto';
import { AppError, canonicalEmail } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rows } from '../database/rows.ts';
import type { NewToken, TokenOwner } from './mailed-token.ts';
import { type TokenPurpose, tokenLife } from './token-policy.ts';

const BYTES = 32;

const ownerColumns = 'user_id AS "userId", email, payload';

/**
 * What proves that somebody reads the mail of an address: good for one purpose, of one person, at one address, once and not
 * for long. Stored as digests: the table opens nothing. A change of the address, the role or the suspension of a person
 * ends all of theirs, by a trigger in the same transaction; of a new password, `forget` tells.
 */
@Injectable()
export class MailedTokens {
  constructor(private readonly database: DataSource) {}

  /**
   * The newest one wins: those before it, of the same purpose and person (or address), are gone.
   * @returns the token, which nobody can read again
   * @throws AppError `not_found` for a person who is gone
   */
  async issue(
    manager: EntityManager,
    { purpose, userId, email, payload }: NewToken,
  ): Promise<string> {
    const token = randomBytes(BYTES).toString('base64url');
    const issued = await rows(
      manager,
      // The person first, as every change of an account locks them.
      `WITH owner AS (SELECT id FROM users WHERE id = $4 FOR NO KEY UPDATE)
       INSERT INTO mailed_tokens (digest, purpose, subject, user_id, email, payload, expires_at)
       SELECT $1, $2, $3, (SELECT id FROM owner), $5, $6::jsonb, now() + make_interval(secs => $7)
        WHERE $4 IS NULL OR EXISTS (SELECT FROM owner)
       ON CONFLICT (purpose, subject) DO UPDATE SET digest = EXCLUDED.digest, email = EXCLUDED.email,
         payload = EXCLUDED.payload, created_at = now(), expires_at = EXCLUDED.expires_at
       RETURNING 1`,
      [
        digestOf(token),
        purpose,
        userId ?? canonicalEmail(email),
        userId,
        email,
        payload ? JSON.stringify(payload) : null,
        tokenLife[purpose],
      ],
    );
    if (issued.length === 0) throw new AppError('not_found');
    return token;
  }

  /**
   * Whom a token is for, as long as it may be used. Nothing is decided by that: whoever acts consumes it.
   * @throws AppError `invalid_token`
   */
  async read(purpose: TokenPurpose, token: string): Promise<TokenOwner> {
    const [owner] = await rows<TokenOwner>(
      this.database,
      `SELECT ${ownerColumns} FROM mailed_tokens WHERE digest = $1 AND purpose = $2 AND expires_at > now()`,
      [digestOf(token), purpose],
    );
    if (!owner) throw new AppError('invalid_token');
    return owner;
  }

  /**
   * Uses it up, in the transaction of what it allows: of any number at once, one finds it.
   * @throws AppError `invalid_token`
   */
  async consume(manager: EntityManager, purpose: TokenPurpose, token: string): Promise<TokenOwner> {
    const digest = digestOf(token);
    // In the order in which changes of an account lock both.
    await rows(
      manager,
      `SELECT id FROM users WHERE id = (SELECT user_id FROM mailed_tokens WHERE digest = $1 AND purpose = $2)
          FOR NO KEY UPDATE`,
      [digest, purpose],
    );
    const [owner] = await rows<TokenOwner>(
      manager,
      `DELETE FROM mailed_tokens WHERE digest = $1 AND purpose = $2 AND expires_at > now() RETURNING ${ownerColumns}`,
      [digest, purpose],
    );
    if (!owner) throw new AppError('invalid_token');
    return owner;
  }

  /**
   * Somebody has the link and could not show what it asks for besides.
   * @param limit after so many times it is good for nothing
   * @returns whether it still is good
   */
  async miss(purpose: TokenPurpose, token: string, limit: number): Promise<boolean> {
    const misses = `coalesce((payload->>'misses')::int, 0) + 1`;
    const [missed] = await rows<{ isGood: boolean }>(
      this.database,
      `UPDATE mailed_tokens SET payload = payload || jsonb_build_object('misses', ${misses}),
         expires_at = CASE WHEN ${misses} < $3 THEN expires_at ELSE now() END
        WHERE digest = $1 AND purpose = $2 AND expires_at > now() RETURNING expires_at > now() AS "isGood"`,
      [digestOf(token), purpose, limit],
    );
    return missed?.isGood === true;
  }

  /** Where the link of a person went that may still be used; null where there is none. */
  async addressOf(purpose: TokenPurpose, userId: string): Promise<string | null> {
    const [waiting] = await rows<{ email: string }>(
      this.database,
      'SELECT email FROM mailed_tokens WHERE purpose = $1 AND user_id = $2 AND expires_at > now()',
      [purpose, userId],
    );
    return waiting?.email ?? null;
  }

  /** The link of a person is not wanted any more. @returns whether there was one */
  async withdraw(manager: EntityManager, purpose: TokenPurpose, userId: string): Promise<boolean> {
    const withdrawn = await rows(
      manager,
      'DELETE FROM mailed_tokens WHERE purpose = $1 AND user_id = $2 RETURNING 1',
      [purpose, userId],
    );
    return withdrawn.length > 0;
  }

  /** With a change of the account: links that were mailed before it open nothing any more. */
  async forget(manager: EntityManager, userId: string): Promise<void> {
    await rows(manager, 'DELETE FROM mailed_tokens WHERE user_id = $1', [userId]);
  }
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
