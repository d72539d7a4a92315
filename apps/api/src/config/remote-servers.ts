import { isIPv4 } from 'node:net';
import pg from 'pg';
import type { Variables } from './env-schema.ts';

/**
 * What goes to another machine is read and changed by whoever is in between, unless it is encrypted and
 * the other end has proved who it is.
 */
export function remoteServerFaults(variables: Variables): string[] {
  if (variables.NODE_ENV !== 'production') return [];
  const { DATABASE_URL, REDIS_URL, PASSWORD_BREACH_URL, NODE_TLS_REJECT_UNAUTHORIZED } = variables;
  const faults = DATABASE_URL ? databaseFaults(DATABASE_URL) : [];
  if (REDIS_URL?.startsWith('redis:') && !isLocal(new URL(REDIS_URL).hostname))
    faults.push('REDIS_URL: this Redis is on another machine. Begin with rediss:// for TLS.');
  if (PASSWORD_BREACH_URL?.startsWith('http:') && !isLocal(new URL(PASSWORD_BREACH_URL).hostname))
    faults.push('PASSWORD_BREACH_URL: this service is on another machine. Begin with https://.');
  if (NODE_TLS_REJECT_UNAUTHORIZED === '0')
    faults.push(
      'NODE_TLS_REJECT_UNAUTHORIZED: 0 believes every certificate. Name an authority of your own in NODE_EXTRA_CA_CERTS.',
    );
  return faults;
}

/** Judged by what the driver makes of the address: it knows many ways to say the same. */
function databaseFaults(connectionString: string): string[] {
  try {
    const { host, ssl } = new pg.Client({ connectionString });
    if (isLocal(host) || isVerified(ssl)) return [];
    return [
      'DATABASE_URL: this PostgreSQL is on another machine. Add ?sslmode=verify-full, and sslrootcert=/path/ca.pem for an authority of your own.',
    ];
  } catch (error) {
    return [`DATABASE_URL: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** A socket in the file system, or this machine by one of its own names. */
export function isLocal(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, '$1');
  return (
    name.startsWith('/') ||
    name === 'localhost' ||
    name === '::1' ||
    (isIPv4(name) && name.startsWith('127.'))
  );
}

/** @param ssl options of `tls.connect`, or false; checks are what they leave alone */
function isVerified(ssl: unknown): boolean {
  if (typeof ssl !== 'object' || ssl === null) return ssl === true;
  return (
    !('rejectUnauthorized' in ssl && !ssl.rejectUnauthorized) && !('checkServerIdentity' in ssl)
  );
}
