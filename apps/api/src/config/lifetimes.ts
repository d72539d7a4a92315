import type { SessionLifetimes } from '@gatehouse/auth-core';
import type { Variables } from './env-schema.ts';

const DAY = 86_400_000;
/** NIST SP 800-63B-4, 2.1.3: thirty days without a log-in at most. */
const LONGEST = 30 * DAY;

const pairs = [
  ['SESSION_IDLE', 'SESSION_ABSOLUTE'],
  ['REMEMBER_IDLE', 'REMEMBER_ABSOLUTE'],
] as const;

/** Admins have the limits of everybody where they have none of their own. */
export function toLifetimes(variables: Variables): SessionLifetimes {
  return {
    idle: variables.SESSION_IDLE,
    absolute: variables.SESSION_ABSOLUTE,
    rememberIdle: variables.REMEMBER_IDLE,
    rememberAbsolute: variables.REMEMBER_ABSOLUTE,
    admin: {
      idle: variables.ADMIN_SESSION_IDLE ?? variables.SESSION_IDLE,
      absolute: variables.ADMIN_SESSION_ABSOLUTE ?? variables.SESSION_ABSOLUTE,
      rememberIdle: variables.ADMIN_REMEMBER_IDLE ?? variables.REMEMBER_IDLE,
      rememberAbsolute: variables.ADMIN_REMEMBER_ABSOLUTE ?? variables.REMEMBER_ABSOLUTE,
    },
    fresh: variables.FRESH_FOR,
    rotation: variables.SESSION_ROTATION,
  };
}

export function lifetimeFaults(variables: Variables): string[] {
  return pairs.flatMap(([idle, absolute]) => {
    const [general, limit] = [variables[idle], variables[absolute]];
    const [ownIdle, ownLimit] = [variables[`ADMIN_${idle}`], variables[`ADMIN_${absolute}`]];
    const faults = faultsOf({ idle, absolute }, general, limit);
    // What is taken from everybody's limits was judged there.
    if (ownIdle === undefined && ownLimit === undefined) return faults;
    const own = { idle: `ADMIN_${idle}`, absolute: `ADMIN_${absolute}` };
    return [...faults, ...faultsOf(own, ownIdle ?? general, ownLimit ?? limit)];
  });
}

function faultsOf(
  names: { idle: string; absolute: string },
  idle: number,
  absolute: number,
): string[] {
  const faults: string[] = [];
  if (idle > absolute)
    faults.push(`${names.idle}: longer than ${names.absolute}, which ends the session first.`);
  if (absolute > LONGEST) faults.push(`${names.absolute}: longer than 30d.`);
  return faults;
}
