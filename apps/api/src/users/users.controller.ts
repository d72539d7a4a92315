import {
  AppError,
  canListUsers,
  canViewPrivateProfile,
  type Page,
  type ProfileChange,
  type PublicUser,
  pageSchema,
  profileChangeSchema,
  type RoleChange,
  roleChangeSchema,
  type User,
  userQuerySchema,
  userSchema,
  visibleUserSchema,
} from '@gatehouse/auth-core';
import { Body, Controller, Delete, Get, Param, Patch, Put, Query } from '@nestjs/common';
import { Authorize, Fresh } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { CurrentUser } from '../access/current-user.decorator.ts';
import { RecordIdPipe } from '../access/record-id.pipe.ts';
import type { Browser } from '../browser/browser.ts';
import { AccountRemoval } from '../closing/account-removal.ts';
import { FlashService } from '../flash/flash.service.ts';
import { Answers, AnswersNothing } from '../http/answers.decorator.ts';
import { ProfileChanges } from './profile-changes.ts';
import { toUser, toVisibleUser, type UserRow } from './user-view.ts';
import { UsersService } from './users.service.ts';
import { type UserListQuery, UsersList } from './users-list.ts';

@Controller('api/users')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly usersList: UsersList,
    private readonly removal: AccountRemoval,
    private readonly flash: FlashService,
    private readonly profiles: ProfileChanges,
  ) {}

  @Get()
  @Authorize(canListUsers)
  @Answers(pageSchema(visibleUserSchema))
  list(
    @CurrentUser() actor: UserRow,
    @Query({ schema: userQuerySchema }) query: UserListQuery,
  ): Promise<Page<User | PublicUser>> {
    return this.usersList.read(actor, query);
  }

  @Get(':id')
  @Answers(visibleUserSchema)
  async show(
    @CurrentUser() actor: UserRow,
    @Param('id', RecordIdPipe) id: string,
  ): Promise<User | PublicUser> {
    const user = await this.users.getOrFail(id);
    const isHidden = user.restriction === 'account_closing' && !canViewPrivateProfile(actor, user);
    if (isHidden) throw new AppError('not_found');
    return toVisibleUser(actor, user);
  }

  @Patch(':id')
  @Answers(userSchema)
  async update(
    @CurrentBrowser() browser: Browser,
    @Param('id', RecordIdPipe) id: string,
    @Body({ schema: profileChangeSchema }) change: ProfileChange,
    @CurrentUser() actor: UserRow,
  ): Promise<User> {
    const user = await this.profiles.apply(browser, { actor, id, change });
    const { email = user.email, ...others } = change;
    const isAsked = email !== user.email;
    if (isAsked) await this.flash.leave(browser, 'email_change_mailed', { email });
    if (!isAsked || Object.keys(others).length > 0) await this.flash.leave(browser, 'user_updated');
    return toUser(user);
  }

  @Delete(':id')
  @Fresh()
  @AnswersNothing()
  delete(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() actor: UserRow,
    @Param('id', RecordIdPipe) id: string,
  ): Promise<void> {
    return this.removal.remove(browser, actor, id);
  }

  @Put(':id/role')
  @Fresh()
  @Answers(userSchema)
  async changeRole(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() actor: UserRow,
    @Param('id', RecordIdPipe) id: string,
    @Body({ schema: roleChangeSchema }) { role }: RoleChange,
  ): Promise<User> {
    const user = await this.users.changeRole(actor, id, role);
    await this.flash.leave(browser, 'role_changed', { username: user.username, role });
    return toUser(user);
  }
}
