import { type AppError, paths } from '@gatehouse/auth-core';
import type { FastifyRequest } from 'fastify';

const addresses: readonly unknown[] = ['/api/session', paths.login];

/** How log-ins ended in this process: plain numbers. */
export class LogInResults {
  /** `begun` counts those of registrations as well; `failed` are faults of ours. */
  readonly counts = { begun: 0, refused: 0, limited: 0, overloaded: 0, failed: 0 };

  /** A request that was refused, if it was a log-in. */
  refuse({ method, routeOptions }: FastifyRequest, error: AppError): void {
    if (method !== 'POST' || !addresses.includes(routeOptions.url)) return;
    const result = resultOf(error);
    if (result) this.counts[result] += 1;
  }
}

/** Undefined for what was no try: a form with an empty box, say. */
function resultOf({ code, status }: AppError): keyof LogInResults['counts'] | undefined {
  if (code === 'invalid_credentials') return 'refused';
  if (code === 'rate_limited') return 'limited';
  if (code === 'overloaded') return 'overloaded';
  return status >= 500 ? 'failed' : undefined;
}
