import { canAdminister, type Page, type PublicUser, type User } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { containing } from '../database/containing.ts';
import { decodeCursor, pageOf } from '../database/cursor.ts';
import { UserEntity } from './user.entity.ts';
import { toPublicUser, toUser, type UserRow } from './user-view.ts';

export interface UserListQuery {
  readonly search?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Everybody, by username, a page at a time: what all may know, and for admins what they need. */
@Injectable()
export class UsersList {
  constructor(@InjectRepository(UserEntity) private readonly users: Repository<UserEntity>) {}

  async read(
    actor: UserRow,
    { search, cursor, limit }: UserListQuery,
  ): Promise<Page<User | PublicUser>> {
    const query = this.users
      .createQueryBuilder('u')
      .orderBy('u.usernameCanonical')
      .limit(limit + 1);
    // Whoever has closed their account is gone for others; admins have a list of accounts.
    query.andWhere('u.deletionDueAt IS NULL');
    if (search?.trim())
      query.andWhere(
        '(u.usernameCanonical LIKE lower(:pattern) OR lower(u.name) LIKE lower(:pattern))',
        { pattern: containing(search) },
      );
    if (cursor !== undefined)
      query.andWhere('u.usernameCanonical > :after', { after: decodeCursor(cursor, 1)[0] });
    const found = await query.getMany();
    return pageOf(found, limit, {
      toItem: canAdminister(actor) ? toUser : toPublicUser,
      keyOf: (user) => [user.usernameCanonical],
    });
  }
}
