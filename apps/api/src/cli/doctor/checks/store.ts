import { type Check, error, faultOf, ok, warning } from '../patient.ts';

/** Nothing works without the database; Redis is missed, and nobody is logged out. */
export const store: Check = (patient) => {
  const { env, stores } = patient;
  const fault = faultOf(patient, 'DATABASE_URL', 'REDIS_URL', 'DATA_DIR');
  if (fault) return error(fault, 'Mend the address. .env.example explains it.');
  if (stores.databaseTrouble)
    return error(
      `The database does not answer: ${stores.databaseTrouble}`,
      env.databaseUrl
        ? 'Check DATABASE_URL, that PostgreSQL runs, and that this machine may reach it.'
        : 'Start the server, or ask as the user whom it runs as.',
    );
  if (stores.redisTrouble)
    return warning(
      `Redis does not answer: ${stores.redisTrouble}`,
      'Check REDIS_URL, and that it runs. PostgreSQL does its work meanwhile.',
    );
  if (stores.isAsleep) return ok('embedded database, which starts with the server');
  return ok(env.redisUrl ? 'PostgreSQL and Redis answer' : 'PostgreSQL answers');
};
