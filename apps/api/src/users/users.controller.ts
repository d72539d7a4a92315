import {
  canListUsers,
  type Page,
  type ProfileChange,
  type PublicUser,
  pageSchema,
  profileChangeSchema,
  type Registration,
  type RoleChange,
  registrationSchema,
  roleChangeSchema,
  type SessionView,
  sessionViewSchema,
  type User,
  userQuerySchema,
  userSchema,
  visibleUserSchema,
} from '@gatehouse/auth-core';
import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { Authorize, Fresh, Public, WhileActing } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { CurrentUser } from '../access/current-user.decorator.ts';
import { RecordIdPipe } from '../access/record-id.pipe.ts';
import type { Browser } from '../browser/browser.ts';
import { FlashService } from '../flash/flash.service.ts';
import { Answers, AnswersNothing } from '../http/answers.decorator.ts';
import { Takes } from '../http/takes.decorator.ts';
import { toSessionView } from '../session/active-session.ts';
import { AccountRemoval } from './account-removal.ts';
import { ProfileChanges } from './profile-changes.ts';
import { RegistrationPipe } from './registration.pipe.ts';
import { RegistrationService } from './registration.service.ts';
import { toUser, toVisibleUser, type UserRow } from './user-view.ts';
import { UsersService } from './users.service.ts';
import { type UserListQuery, UsersList } from './users-list.ts';

@Controller('api/users')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly usersList: UsersList,
    private readonly registration: RegistrationService,
    private readonly removal: AccountRemoval,
    private readonly flash: FlashService,
    private readonly profiles: ProfileChanges,
  ) {}

  @Post()
  @Public()
  @WhileActing(false)
  @Answers(sessionViewSchema, { status: 201 })
  @Takes(registrationSchema())
  async register(
    @CurrentBrowser() browser: Browser,
    @Body(RegistrationPipe) registration: Registration,
  ): Promise<SessionView> {
    return toSessionView(await this.registration.register(browser, registration));
  }

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
    return toVisibleUser(actor, await this.users.getOrFail(id));
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
    await this.flash.leave(browser, 'user_updated');
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
