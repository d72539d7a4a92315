import { EMPTY_CREDENTIALS } from '@gatehouse/auth-core';
import { client } from '../../lib/client.ts';
import type { Typed } from '../use-submission.ts';
import { enter } from './enter.ts';
import { type Refusal, refusalOf, refusalOfFields } from './refusal.ts';

export function attempt(typed: Typed): Promise<Refusal> {
  const problems = refusalOfFields(emptyField(typed));
  return problems ? Promise.resolve(problems) : logIn(typed).catch(refusalOf);
}

async function logIn(typed: Typed): Promise<never> {
  await client.session.logIn({
    identifier: typed('identifier'),
    password: typed('password'),
    remember: typed('remember') === 'on',
  });
  return enter(client);
}

/** One sentence is about both fields: it is told beside the first that is empty. */
function emptyField(typed: Typed) {
  if (typed('identifier').trim() === '') return { identifier: [EMPTY_CREDENTIALS] };
  return typed('password') === '' ? { password: [EMPTY_CREDENTIALS] } : {};
}
