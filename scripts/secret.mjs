import { randomBytes } from 'node:crypto';

/** `npm run secret`: a key for SECRET_KEYS. */
process.stdout.write(`${randomBytes(32).toString('base64url')}\n`);
