import { AppError, type Credentials } from '@gatehouse/auth-core';
import { PasswordHasher, passwordFormat } from '@gatehouse/auth-core/password';
import { Injectable, Logger } from '@nestjs/common';
import type { Browser } from '../browser/browser.ts';
import type { UserEntity } from '../users/user.entity.ts';
import { canonicalIdentifier } from './canonical-identifier.ts';
import { NewPasswordPolicy } from './new-password-policy.ts';
import { PasswordAttempts } from './password-attempts.ts';
import { type PasswordOwner, PasswordOwners } from './password-owners.ts';

interface Claim {
  readonly browser: Browser;
  readonly identifier: string;
  readonly owner: PasswordOwner | null;
  readonly password: string;
}

/**
 * Everything that takes a password: one place, so that every path costs the same and is bounded together. Every hash is
 * computed behind the hasher's door, once in each work: so none is refused after its try was counted.
 */
@Injectable()
export class PasswordService {
  readonly #logger = new Logger('password');

  constructor(
    private readonly policy: NewPasswordPolicy,
    private readonly owners: PasswordOwners,
    private readonly hasher: PasswordHasher,
    private readonly attempts: PasswordAttempts,
  ) {}

  /** @throws AppError `validation_failed` for a password that the policy refuses; `overloaded` */
  async hashNew(
    password: string,
    { client, ...owner }: { username: string; email: string; client: string },
  ): Promise<string> {
    refuse(this.policy.problem(password, owner));
    return this.hasher.admit(async () => {
      refuse(await this.policy.breach(password));
      return this.hasher.hash(password, client);
    }, client);
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
      const canonical = canonicalIdentifier(identifier);
      const owner = await this.owners.byIdentifier(browser, canonical);
      const isRight = await this.#matches({ browser, identifier: canonical, owner, password });
      return isRight && owner ? owner.user : null;
    }, browser.client);
  }

  /** @throws AppError `invalid_credentials` unless it is this person's password; `rate_limited`; `overloaded` */
  async prove(
    browser: Browser,
    { userId, password, field }: { userId: string; password: string; field?: string },
  ): Promise<void> {
    const isRight = await this.hasher.admit(async () => {
      const owner = await this.owners.byId(browser, userId);
      return this.#matches({ browser, identifier: userId, owner, password });
    }, browser.client);
    if (isRight) return;
    const words = 'That is not your current password.';
    throw new AppError(
      'invalid_credentials',
      field ? { detail: words, fields: { [field]: [words] } } : {},
    );
  }

  /**
   * Whether a hash that waits for its account is of this password.
   * @param key what tells it from others: its tries are counted together
   * @throws AppError `rate_limited`, `overloaded`
   */
  matchesWaiting(
    browser: Browser,
    { key, password, hash }: { key: string; password: string; hash: string },
  ): Promise<boolean> {
    const { client } = browser;
    const attempt = { browser, identifier: key, userId: undefined, knownBrowser: undefined };
    return this.hasher.admit(async () => {
      const verify = () => this.hasher.verify({ password, hash, client });
      return (await this.attempts.spend(attempt, verify)) !== 'no';
    }, client);
  }

  /**
   * Whether it is the one that somebody has. Counted nowhere: for people who have shown otherwise whose account it is.
   * @throws AppError `overloaded`
   */
  isCurrent(browser: Browser, userId: string, password: string): Promise<boolean> {
    const { client } = browser;
    return this.hasher.admit(async () => {
      const owner = await this.owners.byId(browser, userId);
      const hash = owner?.user.passwordHash;
      return (await this.hasher.verify({ password, hash, client })) !== 'no';
    }, client);
  }

  /** Nothing is done for the right password of an account that stays closed: it would tell that it is right. */
  async #matches({ browser, identifier, owner, password }: Claim): Promise<boolean> {
    const { user, knownBrowser } = owner ?? {};
    const { client } = browser;
    const verdict = await this.attempts.spend(
      { browser, identifier, userId: user?.id, knownBrowser },
      async () => {
        const answer = await this.hasher.verify({ password, hash: user?.passwordHash, client });
        if (user && passwordFormat(user.passwordHash) === undefined)
          this.#logger.error(`A stored hash cannot be read: user ${user.id} cannot log in.`);
        return owner?.isOpen ? answer : 'no';
      },
    );
    if (user && verdict === 'rehash') await this.#rehash(user, { password, client });
    return verdict !== 'no';
  }

  /** A failure leaves the old one, which still serves. */
  async #rehash(
    user: UserEntity,
    { password, client }: { password: string; client: string },
  ): Promise<void> {
    try {
      await this.owners.replaceHash(user, await this.hasher.hash(password, client));
    } catch (error) {
      this.#logger.warn(
        `The hash of user ${user.id} could not be replaced by a stronger one: ${error}`,
      );
    }
  }
}

/** @throws AppError `validation_failed` if there is something to say against a new password */
function refuse(problem: string | undefined): void {
  if (problem) throw new AppError('validation_failed', { fields: { password: [problem] } });
}
