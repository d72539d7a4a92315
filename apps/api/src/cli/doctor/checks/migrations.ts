import { type Check, error, ok } from '../patient.ts';

/** Tables and columns that the code expects are not there. */
export const migrations: Check = ({ env, stores }) => {
  const { missingMigrations: missing, isAsleep, databaseTrouble } = stores;
  if (databaseTrouble) return ok('not seen: the database does not answer');
  if (isAsleep) return ok('applied when the server starts');
  if (missing.length === 0) return ok('up to date');
  const found = `The database lacks ${missing.length}: ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ' …' : ''}`;
  return error(
    found,
    env.databaseUrl && env.isProduction
      ? 'gatehouse migrate up'
      : 'gatehouse migrate up, or start the server: it applies them',
  );
};
