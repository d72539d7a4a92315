import { client } from '../../lib/client.ts';
import type { Typed } from '../use-submission.ts';
import { enter, waitForMail } from './enter.ts';
import { type Refusal, refusalOf, refusalOfFields } from './refusal.ts';
import { asTakenField, registrationOf, registrationProblems } from './registration.ts';

export function attempt(typed: Typed): Promise<Refusal> {
  const problems = refusalOfFields(registrationProblems(registrationOf(typed)));
  return problems ? Promise.resolve(problems) : register(typed).catch(refusalOf);
}

async function register(typed: Typed): Promise<never> {
  const { user } = await client.users.register(registrationOf(typed)).catch(asTakenField);
  return user ? enter(client) : waitForMail();
}
