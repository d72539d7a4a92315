import type { AppError, ErrorCode } from '@gatehouse/auth-core';
import type { FastifyRequest } from 'fastify';
import type { EventName } from './event-name.ts';
import { ExtraneousInput } from './extraneous-input.ts';
import type { SecurityEvents } from './security-events.ts';

const names: Readonly<Partial<Record<ErrorCode, EventName>>> = {
  unauthenticated: 'authz_fail',
  forbidden: 'authz_fail',
  account_closing: 'authz_fail',
  password_change_required: 'authz_fail',
  invalid_credentials: 'authn_login_fail',
  invalid_token: 'authn_token_reuse',
  rate_limited: 'excess_rate_limit_exceeded',
  cross_site_request: 'malicious_csrf',
  malformed_request: 'input_validation_fail',
  payload_too_large: 'input_validation_fail',
  unsupported_media_type: 'input_validation_fail',
  validation_failed: 'input_validation_fail',
};

/** Tells the log of refusals that matter. They are not kept: whoever is refused could fill a table with them. */
export function tellRefusal(request: FastifyRequest, error: AppError): void {
  const { securityEvents } = request.server;
  securityEvents.logIns.refuse(request, error);
  const { code, cause } = error;
  const name = cause instanceof ExtraneousInput ? 'malicious_extraneous' : names[code];
  if (!name) return;
  // A request that could not be read to its end has no browser yet.
  const { browser } = request as Partial<FastifyRequest>;
  const { id: sessionId, user } = browser?.session ?? {};
  securityEvents.tell({
    name,
    userId: user?.id,
    sessionId,
    browser,
    details: { code },
  });
}

declare module 'fastify' {
  interface FastifyInstance {
    securityEvents: SecurityEvents;
  }
}
