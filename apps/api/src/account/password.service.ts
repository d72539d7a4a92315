import {
  AppError,
  type Credentials,
  canonicalEmail,
  canonicalUsername,
  passwordProblem,
} from '@gatehouse/auth-core';
import { isCommonPassword, PasswordHasher, parsePhc } from '@gatehouse/auth-core/password';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository, type SelectQueryBuilder } from 'typeorm';
import type { Browser } from '../browser/browser.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { digestOf, isRecent, KnownBrowsers } from '../limits/known-browsers.ts';
import { PasswordFailures } from '../limits/password-failures.ts';
import { UserEntity } from '../users/user.entity.ts';
import { PasswordAttempts } from './password-attempts.ts';

const COMMON = 'Many people use this password, so it is guessed first. Choose a different one.';

/** Whose password it is said to be. */
interface Owner {
  readonly user: UserEntity;
  /** Digest of the browser's mark, when this person has logged in from it before. */
  readonly knownBrowser: string | undefined;
}

interface Claim {
  readonly browser: Browser;
  readonly identifier: string;
  readonly owner: Owner | null;
  readonly password: string;
}

/** Everything that takes a password: one place, so that every path costs the same and is bounded together. */
@Injectable()
export class PasswordService {
  readonly #logger = new Logger('password');

  constructor(
    @Inject(ENV) private readonly env: Env,
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly hasher: PasswordHasher,
    private readonly attempts: PasswordAttempts,
    private readonly failures: PasswordFailures,
    private readonly browsers: KnownBrowsers,
  ) {}

  /** @throws AppError `validation_failed` for a password that the policy refuses, or that many people use */
  async hashNew(
    password: string,
    { client, ...owner }: { username: string; email: string; client: string },
  ): Promise<string> {
    const problem =
      passwordProblem(password, { ...owner, minLength: this.env.passwordMinLength }) ??
      (isCommonPassword(password) ? COMMON : undefined);
    if (problem) throw new AppError('validation_failed', { fields: { password: [problem] } });
    return this.hasher.hash(password, client);
  }

  /**
   * The same null, after the same work, for an unknown, a suspended and a mistyped account.
   * @throws AppError `rate_limited`, for accounts that exist and for those that do not; `overloaded`
   */
  authenticate(
    browser: Browser,
    { identifier, password }: Credentials,
  ): Promise<UserEntity | null> {
    return this.hasher.admit(async () => {
      const owner = await found(this.#byIdentifier(browser, identifier));
      const isRight = await this.#matches({ browser, identifier, owner, password });
      return isRight && owner?.user.suspendedAt === null ? owner.user : null;
    }, browser.client);
  }

  /** With a new password: what was counted against the old one is forgotten, and who else knew it. */
  async startAnew(manager: EntityManager, browser: Browser, userId: string): Promise<void> {
    await this.failures.forget(manager, userId);
    await this.browsers.forgetOthers(manager, browser, userId);
  }

  /** @throws AppError `invalid_credentials` unless it is this person's password; `rate_limited` */
  async prove(
    browser: Browser,
    { userId, password, field }: { userId: string; password: string; field?: string },
  ): Promise<void> {
    const owner = await found(this.#withHash(browser).where('u.id = :userId', { userId }));
    if (await this.#matches({ browser, identifier: userId, owner, password })) return;
    const words = 'That is not your current password.';
    throw new AppError(
      'invalid_credentials',
      field ? { detail: words, fields: { [field]: [words] } } : {},
    );
  }

  #matches({ browser, identifier, owner, password }: Claim): Promise<boolean> {
    const { user, knownBrowser } = owner ?? {};
    return this.attempts.spend(
      { browser, identifier, userId: user?.id, knownBrowser },
      async () => {
        const { client } = browser;
        const verdict = await this.hasher.verify({ password, hash: user?.passwordHash, client });
        if (user && !parsePhc(user.passwordHash))
          this.#logger.error(`A stored hash cannot be read: user ${user.id} cannot log in.`);
        if (user && verdict === 'rehash') await this.#rehash(user, { password, client });
        return verdict !== 'no';
      },
    );
  }

  /** Only over the hash that was verified; a failure leaves the old one, which still serves. */
  async #rehash(
    user: UserEntity,
    { password, client }: { password: string; client: string },
  ): Promise<void> {
    const { id, passwordHash } = user;
    try {
      const stronger = await this.hasher.hash(password, client);
      const { affected } = await this.users.update(
        { id, passwordHash },
        { passwordHash: stronger },
      );
      if (affected) user.passwordHash = stronger;
    } catch (error) {
      this.#logger.warn(`The hash of user ${id} could not be replaced by a stronger one: ${error}`);
    }
  }

  #byIdentifier(browser: Browser, identifier: string): SelectQueryBuilder<UserEntity> {
    const query = this.#withHash(browser);
    // A username holds no @ and an address always one: nobody's name can be another's address.
    return identifier.includes('@')
      ? query.where('u.emailCanonical = :email', { email: canonicalEmail(identifier) })
      : query.where('u.usernameCanonical = :username', { username: canonicalUsername(identifier) });
  }

  #withHash({ mark }: Browser): SelectQueryBuilder<UserEntity> {
    const known = `SELECT digest FROM known_browsers WHERE user_id = u.id AND digest = :digest AND ${isRecent}`;
    return this.users
      .createQueryBuilder('u')
      .addSelect('u.passwordHash')
      .addSelect(`(${known})`, 'known_browser')
      .setParameter('digest', digestOf(mark));
  }
}

async function found(query: SelectQueryBuilder<UserEntity>): Promise<Owner | null> {
  const { entities, raw } = await query.getRawAndEntities<{ known_browser: string | null }>();
  const [user] = entities;
  return user ? { user, knownBrowser: raw[0]?.known_browser ?? undefined } : null;
}
