import { canonicalEmail, canonicalUsername, type Role } from '@gatehouse/auth-core';
import { Argon2Hasher } from '@gatehouse/auth-core/password';
import type { DataSource } from 'typeorm';
import type { Env } from '../config/env.ts';
import { MessageEntity } from '../messages/message.entity.ts';
import { StartError } from '../start-error.ts';
import { say } from '../terminal.ts';
import { UserEntity } from '../users/user.entity.ts';

interface DemoPerson {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
  readonly messages: readonly string[];
}

const people: readonly DemoPerson[] = [
  {
    username: 'ada',
    name: 'Ada Admin',
    role: 'admin',
    password: 'turquoise kettle parade',
    messages: ['Welcome! Have a look around.'],
  },
  {
    username: 'bob',
    name: 'Bob Member',
    role: 'member',
    password: 'seven quiet lighthouses',
    messages: ['The ginger snaps are louder than they look.'],
  },
  {
    username: 'cleo',
    name: 'Cléo Member',
    role: 'member',
    password: 'paper boats at midnight',
    messages: ['Who ate the last shortbread?'],
  },
];

/** Three people and some messages, once, with their passwords on the terminal. Never in production. */
export async function seedDemo(dataSource: DataSource, { isProduction }: Env): Promise<void> {
  if (isProduction)
    throw new StartError(
      'The demo puts known passwords into the database: it does not run in production.',
    );
  const hasher = new Argon2Hasher();
  for (const person of people) await seedPerson(dataSource, person, hasher);
  say(['', 'Demo accounts:', ...people.map(line), ''].join('\n'));
}

async function seedPerson(
  dataSource: DataSource,
  person: DemoPerson,
  hasher: Argon2Hasher,
): Promise<void> {
  const { username, name, role, password, messages } = person;
  const email = `${username}@example.com`;
  const users = dataSource.getRepository(UserEntity);
  if (await users.existsBy({ usernameCanonical: canonicalUsername(username) })) return;
  const { id } = await users.save({
    username,
    usernameCanonical: canonicalUsername(username),
    email,
    emailCanonical: canonicalEmail(email),
    emailVerifiedAt: new Date(),
    name,
    role,
    avatarUrl: null,
    passwordHash: await hasher.hash(password),
  });
  await dataSource
    .getRepository(MessageEntity)
    .save(messages.map((content) => ({ content, authorId: id })));
}

function line({ username, role, password }: DemoPerson): string {
  return `  ${username.padEnd(6)} ${role.padEnd(8)} ${password}`;
}
