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
import { Repository } from 'typeorm';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { UserEntity } from '../users/user.entity.ts';
import { PasswordAttempts } from './password-attempts.ts';

const COMMON = 'Many people use this password, so it is guessed first. Choose a different one.';

/** Everything that takes a password: one place, so that every path costs the same and is bounded together. */
@Injectable()
export class PasswordService {
  readonly #logger = new Logger('password');

  constructor(
    @Inject(ENV) private readonly env: Env,
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly hasher: PasswordHasher,
    private readonly attempts: PasswordAttempts,
  ) {}

  /** @throws AppError `validation_failed` for a password that the policy refuses, or that many people use */
  async hashNew(password: string, owner: { username: string; email: string }): Promise<string> {
    const problem =
      passwordProblem(password, { ...owner, minLength: this.env.passwordMinLength }) ??
      (isCommonPassword(password) ? COMMON : undefined);
    if (problem) throw new AppError('validation_failed', { fields: { password: [problem] } });
    return this.hasher.hash(password);
  }

  /**
   * The same null, after the same work, for an unknown, a suspended and a mistyped account.
   * @throws AppError `rate_limited`, for accounts that exist and for those that do not
   */
  async authenticate({ identifier, password }: Credentials): Promise<UserEntity | null> {
    const user = await this.#findByIdentifier(identifier);
    const key = PasswordAttempts.keyOf(user?.id, identifier);
    return (await this.#matches(key, user, password)) && user?.suspendedAt === null ? user : null;
  }

  /** @throws AppError `invalid_credentials` unless it is this person's password; `rate_limited` */
  async prove(userId: string, password: string, field?: string): Promise<void> {
    const user = await this.#withHash().where('u.id = :userId', { userId }).getOne();
    if (await this.#matches(PasswordAttempts.keyOf(userId, ''), user, password)) return;
    const words = 'That is not your current password.';
    throw new AppError(
      'invalid_credentials',
      field ? { detail: words, fields: { [field]: [words] } } : {},
    );
  }

  #matches(key: string, user: UserEntity | null, password: string): Promise<boolean> {
    return this.attempts.spend(key, async () => {
      const verdict = await this.hasher.verify({ password, hash: user?.passwordHash });
      if (user && !parsePhc(user.passwordHash))
        this.#logger.error(`A stored hash cannot be read: user ${user.id} cannot log in.`);
      if (user && verdict === 'rehash') await this.#rehash(user, password);
      return verdict !== 'no';
    });
  }

  /** Only over the hash that was verified; a failure leaves the old one, which still serves. */
  async #rehash(user: UserEntity, password: string): Promise<void> {
    const { id, passwordHash } = user;
    try {
      const stronger = await this.hasher.hash(password);
      const { affected } = await this.users.update(
        { id, passwordHash },
        { passwordHash: stronger },
      );
      if (affected) user.passwordHash = stronger;
    } catch (error) {
      this.#logger.warn(`The hash of user ${id} could not be replaced by a stronger one: ${error}`);
    }
  }

  #findByIdentifier(identifier: string): Promise<UserEntity | null> {
    const query = this.#withHash();
    // A username holds no @ and an address always one: nobody's name can be another's address.
    return identifier.includes('@')
      ? query.where('u.emailCanonical = :email', { email: canonicalEmail(identifier) }).getOne()
      : query
          .where('u.usernameCanonical = :username', { username: canonicalUsername(identifier) })
          .getOne();
  }

  #withHash() {
    return this.users.createQueryBuilder('u').addSelect('u.passwordHash');
  }
}
