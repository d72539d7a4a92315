import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import { digestOf, isRecent } from '../limits/known-browsers.ts';
import { UserEntity } from '../users/user.entity.ts';
import { isOpen } from '../users/user-view.ts';

/** Whose password is tried. */
export interface PasswordOwner {
  /** With the hash. */
  readonly user: UserEntity;
  /** Digest of the browser's mark, when this person has logged in from it before. */
  readonly knownBrowser: string | undefined;
  /** Neither suspended nor at its end. */
  readonly isOpen: boolean;
}

interface Known {
  readonly known_browser: string | null;
  readonly is_open: boolean;
}

/** Finds people with their hash, and whether a browser is one of theirs: one statement, whoever it is. */
@Injectable()
export class PasswordOwners {
  constructor(@InjectRepository(UserEntity) private readonly users: Repository<UserEntity>) {}

  byIdentifier(browser: Browser, canonical: string): Promise<PasswordOwner | null> {
    const column = canonical.includes('@') ? 'emailCanonical' : 'usernameCanonical';
    return found(this.#withHash(browser).where(`u.${column} = :canonical`, { canonical }));
  }

  byId(browser: Browser, userId: string): Promise<PasswordOwner | null> {
    return found(this.#withHash(browser).where('u.id = :userId', { userId }));
  }

  /** Only over the hash that was verified. */
  async replaceHash(user: UserEntity, stronger: string): Promise<void> {
    const { id, passwordHash } = user;
    const { affected } = await this.users.update({ id, passwordHash }, { passwordHash: stronger });
    if (affected) user.passwordHash = stronger;
  }

  #withHash({ marks }: Browser): SelectQueryBuilder<UserEntity> {
    const known = `SELECT digest FROM known_browsers WHERE user_id = u.id AND digest = ANY(:digests) AND ${isRecent} LIMIT 1`;
    return this.users
      .createQueryBuilder('u')
      .addSelect('u.passwordHash')
      .addSelect(`(${known})`, 'known_browser')
      .addSelect(`(${isOpen})`, 'is_open')
      .setParameter('digests', marks.map(digestOf));
  }
}

async function found(query: SelectQueryBuilder<UserEntity>): Promise<PasswordOwner | null> {
  const { entities, raw } = await query.getRawAndEntities<Known>();
  const [user] = entities;
  if (!user) return null;
  return {
    user,
    knownBrowser: raw[0]?.known_browser ?? undefined,
    isOpen: raw[0]?.is_open === true,
  };
}
