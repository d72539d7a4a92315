import { hash } from '@node-rs/argon2';
import { type Api, type Person, password } from './api.ts';

/** What somebody types who is not let in. */
export type Claimed = Readonly<Record<'identifier' | 'password', string>>;

const wrong = 'a guess that is wrong';

let rounds = 0;

/** A person for each state that an account can be in. */
export async function accountStates(api: Api) {
  rounds += 1;
  // Names of one length: an answer that holds one has one length as well.
  const person = (state: string) => api.register({ username: `${state.padEnd(12, '-')}${rounds}` });
  const change = (sql: string, { user }: Person, ...values: string[]) =>
    api.database.query(sql, [user.id, ...values]);
  const suspend = (whom: Person) =>
    change('UPDATE users SET suspended_at = now() WHERE id = $1', whom);
  const setHash = 'UPDATE users SET password_hash = $2 WHERE id = $1';
  const old = await hash(password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });

  const active = await person('active');
  const suspended = await person('suspended');
  const weak = await person('weak');
  const unreadable = await person('unreadable');
  const removed = await person('removed');
  const barred = await person('barred');
  const barredWeak = await person('barred-weak');
  await suspend(suspended);
  await suspend(weak);
  await change(setHash, weak, old);
  await change(setHash, barredWeak, old);
  await change(setHash, unreadable, 'nonsense');
  await removed.client.users.delete(removed.user.id);
  return { active, suspended, weak, unreadable, removed, barred, barredWeak };
}

export type AccountStates = Awaited<ReturnType<typeof accountStates>>;

/** Every way to be refused for good: nobody may learn which it was. */
export function refusedClaims(states: AccountStates): Readonly<Record<string, Claimed>> {
  const { active, suspended, weak, unreadable, removed } = states;
  return {
    'nobody has the name': { identifier: `nobody.${rounds}`, password },
    'nobody has the address': { identifier: `nobody.${rounds}@example.com`, password },
    'wrong, by name': { identifier: active.user.username, password: wrong },
    'wrong, by address': { identifier: active.user.email, password: wrong },
    'suspended, right': { identifier: suspended.user.username, password },
    'suspended, wrong': { identifier: suspended.user.username, password: wrong },
    'suspended with an old hash, right': { identifier: weak.user.username, password },
    'a hash that cannot be read': { identifier: unreadable.user.username, password },
    'removed, right': { identifier: removed.user.username, password },
  };
}

/** Right, and yet refused while the account is delayed or blocked. */
export function barredClaims(states: AccountStates): Readonly<Record<string, Claimed>> {
  const { barred, barredWeak } = states;
  return {
    right: { identifier: barred.user.email, password },
    'right, with an old hash': { identifier: barredWeak.user.username, password },
  };
}
