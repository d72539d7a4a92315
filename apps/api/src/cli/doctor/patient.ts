import type { Env } from '../../config/env.ts';

/** What is known of an installation before it is judged. */
export interface Patient {
  /** As far as the settings can be read. */
  readonly env: Env;
  /** What is wrong with them, each beginning with the name of its variable. */
  readonly faults: readonly string[];
  readonly stores: Stores;
  /** Undefined unless the operator says where to look. */
  readonly outside: Outside | undefined;
}

export interface Stores {
  /** Why the database does not answer; undefined where it does, or the embedded one is not running. */
  readonly databaseTrouble: string | undefined;
  /** Whether the embedded one waits for its server. */
  readonly isAsleep: boolean;
  readonly missingMigrations: readonly string[];
  /** Milliseconds by which the clock of the database is ahead of ours. */
  readonly clockAhead: number;
  readonly redisTrouble: string | undefined;
}

/** What anybody sees of a server that runs. */
export interface Outside {
  readonly url: URL;
  /** Why it does not answer. */
  readonly trouble: string | undefined;
  /** Seconds by which the clock of the server is ahead of ours; undefined where it does not tell. */
  readonly clockAhead: number | undefined;
  /** Of the answer to a page of its own that writes. */
  readonly writing: { readonly status: number; readonly detail: string };
  readonly cookies: readonly string[];
  /** Whether answers still have what the server puts on each of them. */
  readonly hasRequestId: boolean;
  readonly origins: readonly SeenOrigin[];
}

/** How the server treats pages of another origin that it trusts. */
export interface SeenOrigin {
  readonly origin: string;
  readonly isAllowed: boolean;
  readonly exposed: readonly string[];
}

export interface Verdict {
  readonly state: 'ok' | 'warning' | 'error';
  readonly found: string;
  /** What to do about it; nothing where all is well. */
  readonly mend?: string;
}

export type Check = (patient: Patient) => Verdict;

export function ok(found: string): Verdict {
  return { state: 'ok', found };
}

export function warning(found: string, mend: string): Verdict {
  return { state: 'warning', found, mend };
}

export function error(found: string, mend: string): Verdict {
  return { state: 'error', found, mend };
}

/** @returns what is wrong with variables of these names, in one text; undefined where nothing is */
export function faultOf({ faults }: Patient, ...names: string[]): string | undefined {
  const found = faults.filter((fault) => names.includes(fault.split(':', 1)[0] ?? ''));
  return found.length > 0 ? found.join(' ') : undefined;
}
