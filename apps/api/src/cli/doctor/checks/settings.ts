import { type Check, error, ok } from '../patient.ts';

const elsewhere =
  /^(?:TRUSTED_ORIGINS|PUBLIC_URL|COOKIE_PREFIX|TRUST_PROXY|SECRET_KEYS|DATABASE_URL|REDIS_URL|DATA_DIR|SMTP_URL|MAIL_FROM|OUTBOX_DIR):/;

/** Everything else that the server would not start with. */
export const settings: Check = ({ faults }) => {
  const rest = faults.filter((fault) => !elsewhere.test(fault));
  if (rest.length === 0) return ok('can be read');
  return error(rest.join(' '), 'Every variable is explained in .env.example.');
};
