import type { OwnPostgres } from './own-postgres.ts';

/** What is never so, whenever the power goes: each statement finds the rows of a half-done piece of work. */
const halfDone = {
  'an account that nobody was told of':
    "SELECT id FROM users u WHERE NOT EXISTS (SELECT FROM security_events e WHERE e.user_id = u.id AND e.name = 'session_created')",
  'a log-in that is not kept among the events': `
    SELECT id FROM sessions s WHERE user_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM security_events e WHERE e.user_id = s.user_id AND e.session_id = s.id
         AND e.name IN ('session_created', 'authn_password_change', 'session_confirmed'))`,
  'two accounts of one name':
    'SELECT username_canonical FROM users GROUP BY 1 HAVING count(*) > 1 UNION SELECT email_canonical FROM users GROUP BY 1 HAVING count(*) > 1',
  'more sessions than a person may have':
    'SELECT user_id FROM sessions WHERE user_id IS NOT NULL GROUP BY 1 HAVING count(*) > 10',
} as const;

/** Names of what is half done, with how often; none is what has to be. */
export async function brokenInvariants(database: OwnPostgres): Promise<string[]> {
  const broken: string[] = [];
  for (const [name, statement] of Object.entries(halfDone)) {
    const found = await database.ask(statement);
    if (found.length > 0) broken.push(`${found.length} × ${name}`);
  }
  return broken;
}
