import {
  type Actor,
  AppError,
  authorize,
  canChangeRole,
  canDeleteUser,
  canEditUser,
  canonicalEmail,
  canonicalUsername,
  type ProfileChange,
  type Registration,
  type Role,
} from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { PasswordService } from '../account/password.service.ts';
import { CoherentTransaction } from '../announcements/coherent-transaction.ts';
import { violatedUnique } from '../database/database-errors.ts';
import { rows } from '../database/rows.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { SessionSecretStore } from '../session/session-secret.store.ts';
import { keepAnAdmin, lockAdmins, stillAdmin } from './admins.ts';
import { UserEntity } from './user.entity.ts';

@Injectable()
export class UsersService {
  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly transaction: CoherentTransaction,
    private readonly passwords: PasswordService,
    private readonly sessions: SessionSecretStore,
    private readonly events: SecurityEvents,
  ) {}

  async register({ username, email, name, password }: Registration): Promise<UserEntity> {
    const passwordHash = await this.passwords.hashNew(password, { username, email });
    const user = this.users.create({
      username,
      usernameCanonical: canonicalUsername(username),
      email,
      emailCanonical: canonicalEmail(email),
      name: name ?? username,
      avatarUrl: null,
      passwordHash,
    });
    return this.users.save(user).catch(refuseTaken({ username }));
  }

  async getOrFail(id: string): Promise<UserEntity> {
    const user = await this.users.findOneBy({ id });
    if (!user) throw new AppError('not_found');
    return user;
  }

  /** True for a change of what the person logs in with. */
  async renames(actor: Actor, id: string, { username, email }: ProfileChange): Promise<boolean> {
    const user = await this.getOrFail(id);
    authorize(canEditUser, actor, user);
    return (
      (username !== undefined && username !== user.username) ||
      (email !== undefined && email !== user.email)
    );
  }

  async update(actor: Actor, id: string, change: ProfileChange): Promise<UserEntity> {
    const user = await this.getOrFail(id);
    authorize(canEditUser, actor, user);
    const { username, email, name, avatarUrl } = change;
    const changed = {
      ...(username === undefined
        ? {}
        : { username, usernameCanonical: canonicalUsername(username) }),
      ...(email === undefined ? {} : { email, emailCanonical: canonicalEmail(email) }),
      ...(name === undefined ? {} : { name }),
      ...(avatarUrl === undefined ? {} : { avatarUrl }),
    };
    if (Object.keys(changed).length > 0)
      await this.users
        .update({ id }, changed)
        .catch(refuseTaken({ username: username ?? user.username }));
    return this.getOrFail(id);
  }

  async changeRole(actor: Actor, id: string, role: Role): Promise<UserEntity> {
    await this.transaction.run(async (manager) => {
      const admins = await lockAdmins(manager);
      const user = await manager.findOneBy(UserEntity, { id });
      if (!user) throw new AppError('not_found');
      authorize(canChangeRole, stillAdmin(actor, admins), user);
      if (role !== 'admin') keepAnAdmin(admins, id);
      await manager.update(UserEntity, { id }, { role });
      await this.sessions.renewAllOf(manager, { id, role });
      const change = { userId: id, actorId: actor.id, details: { from: user.role, to: role } };
      await this.events.record(manager, { name: 'authz_change', ...change });
    });
    return this.getOrFail(id);
  }

  /** Messages go with their author; orders stay, without name and address. */
  async delete(manager: EntityManager, actor: Actor, id: string): Promise<void> {
    const admins = await lockAdmins(manager);
    const user = await manager.findOneBy(UserEntity, { id });
    if (!user) throw new AppError('not_found');
    authorize(canDeleteUser, actor.role === 'admin' ? stillAdmin(actor, admins) : actor, user);
    keepAnAdmin(admins, id);
    await rows(manager, 'UPDATE orders SET address = NULL WHERE user_id = $1', [id]);
    await manager.delete(UserEntity, { id });
    await this.events.record(manager, { name: 'user_deleted', userId: id, actorId: actor.id });
  }
}

/** The unique index decides, not a query before it: two requests may race. */
function refuseTaken({ username }: { username: string }) {
  return (error: unknown): never => {
    switch (violatedUnique(error)) {
      case 'users_username_canonical_key': {
        const detail = `Username ${username} is not available.`;
        throw new AppError('username_taken', {
          cause: error,
          detail,
          fields: { username: [detail] },
        });
      }
      case 'users_email_canonical_key': {
        const detail = 'The email address is already registered.';
        throw new AppError('email_taken', { cause: error, detail, fields: { email: [detail] } });
      }
      default:
        throw error;
    }
  };
}
