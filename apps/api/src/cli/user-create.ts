import { Option } from '@commander-js/extra-typings';
import { type Registration, type Role, registrationSchema, roles } from '@gatehouse/auth-core';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Verifications } from '../addresses/verifications.ts';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { newSecretKey } from '../config/secret-keys.ts';
import { parseBody } from '../http/validation.ts';
import { UsersService } from '../users/users.service.ts';
import { findAccount, sidesOf } from './frame/accounts.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';
import { sendLink, wordsOf } from './frame/reset-link.ts';
import { sheet } from './frame/table.ts';

/** Whose share of hashing it is: the operator's, in a process that hashes for nobody else. */
const CLIENT = 'operator';

interface NewAccount {
  readonly registration: unknown;
  readonly role: Role;
  readonly isVerified: boolean;
}

export function userCreate(cli: Cli) {
  return leaf('create', 'Make an account')
    .description(
      'Make an account. The rules of registration hold. Its password is asked for unseen, or piped in; or its person chooses it, by a link that is good once.',
    )
    .argument('<username>', 'what it is called')
    .argument('<email>', 'where its person gets mail')
    .option('--name <name>', 'as others see it; otherwise the username')
    .addOption(
      new Option('--role <role>', 'what it may do').choices(roles).default('member' as const),
    )
    .option('--verified', 'the address is known to be theirs: no mail asks for that')
    .addOption(
      new Option(
        '--invite',
        'without a password: a link to choose one is mailed, or printed',
      ).conflicts('passwordStdin'),
    )
    .option('--password-stdin', 'read the password from the standard input')
    .action(async (username, email, options) => {
      const { name, role, verified: isVerified = false } = options;
      const password = options.invite ? unknown() : await cli.prompt.newPassword(options);
      const registration = { username, email, name, password, passwordConfirmation: password };
      await cli.application(async (application) => {
        const id = await make(application, { registration, role, isVerified });
        const invitation = options.invite ? await sendLink(application, id, false) : null;
        const account = await findAccount(application.get(DataSource), id);
        const sides = sheet(sidesOf(account));
        const more = invitation ? wordsOf(invitation, account.email) : [];
        const data = { ...account, invitation };
        cli.answer(options, { data, words: (paint) => [...sides(paint), ...more] });
      });
    });
}

/** Nobody has it, and nobody can guess it. */
function unknown(): string {
  return newSecretKey();
}

async function make(
  application: INestApplicationContext,
  { registration, role, isVerified }: NewAccount,
): Promise<string> {
  const users = application.get(UsersService);
  const { passwordMinLength } = application.get<Env>(ENV);
  const chosen: Registration = parseBody(registrationSchema(passwordMinLength), registration);
  const user = await users.draft(chosen, CLIENT);
  if (isVerified) user.emailVerifiedAt = new Date();
  await application.get(DataSource).transaction(async (manager) => {
    await users.insert(manager, null, user);
    if (!isVerified) await application.get(Verifications).mail(manager, user);
  });
  if (role !== 'member') await users.changeRole(null, user.id, role);
  return user.id;
}
