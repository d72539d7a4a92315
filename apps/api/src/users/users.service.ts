import {
  type Actor,
  AppError,
  authorize,
  canChangeRole,
  canonicalEmail,
  canonicalUsername,
  type Registration,
  type Role,
} from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { PasswordService } from '../account/password.service.ts';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import type { Browser } from '../browser/browser.ts';
import { AccountNotices } from '../events/account-notices.ts';
import { doneBy } from '../events/done-by.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { SessionSecretStore } from '../session/session-secret.store.ts';
import { keepAnAdmin, lockAdmins, stillAdmin } from './admins.ts';
import { refuseTaken } from './refuse-taken.ts';
import { UserEntity } from './user.entity.ts';

type NewAccount = Pick<
  UserEntity,
  'username' | 'email' | 'emailVerifiedAt' | 'name' | 'passwordHash'
>;

@Injectable()
export class UsersService {
  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly transaction: CoherentTransaction,
    private readonly passwords: PasswordService,
    private readonly sessions: SessionSecretStore,
    private readonly events: SecurityEvents,
    private readonly notices: AccountNotices,
  ) {}

  /** An account that is not kept yet: its hash takes long, and no transaction waits for it. */
  async draft(
    { username, email, name, password }: Registration,
    client: string,
  ): Promise<UserEntity> {
    const passwordHash = await this.passwords.hashNew(password, { username, email, client });
    return this.create({
      username,
      email,
      emailVerifiedAt: null,
      name: name ?? username,
      passwordHash,
    });
  }

  /** Not kept yet, either. */
  create(chosen: NewAccount): UserEntity {
    return this.users.create({
      ...chosen,
      usernameCanonical: canonicalUsername(chosen.username),
      emailCanonical: canonicalEmail(chosen.email),
      avatarUrl: null,
    });
  }

  /**
   * @param browser null for the operator
   * @throws AppError `username_taken`, `email_taken`
   */
  async insert(manager: EntityManager, browser: Browser | null, user: UserEntity): Promise<void> {
    const { id } = await manager.save(user).catch(refuseTaken(user));
    const about = browser ? { browser } : doneBy(null);
    await this.events.record(manager, { name: 'user_created', userId: id, ...about });
  }

  async getOrFail(id: string): Promise<UserEntity> {
    const user = await this.users.findOneBy({ id });
    if (!user) throw new AppError('not_found');
    return user;
  }

  /** @param actor null for the operator */
  async changeRole(actor: Actor | null, id: string, role: Role): Promise<UserEntity> {
    await this.transaction.run(async (manager) => {
      const admins = await lockAdmins(manager);
      const user = await manager.findOneBy(UserEntity, { id });
      if (!user) throw new AppError('not_found');
      if (actor) authorize(canChangeRole, stillAdmin(actor, admins), user);
      if (role !== 'admin') keepAnAdmin(admins, id);
      await manager.update(UserEntity, { id }, { role });
      await this.sessions.renewAllOf(manager, { id, role });
      const change = doneBy(actor, { from: user.role, to: role });
      await this.events.record(manager, { name: 'authz_change', userId: id, ...change });
      if (role !== user.role)
        await this.notices.tell(manager, id, { code: 'your_role_changed', params: { role } });
    });
    return this.getOrFail(id);
  }
}
