import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Browser } from '../browser/browser.ts';
import { SessionCookies } from '../browser/session-cookies.ts';
import type { Env } from '../config/env.ts';
import { SecurityEvents } from '../events/security-events.ts';
import { requireKnownEncoding, requireOwnHost } from './hosts.ts';
import { OwnOrigins } from './own-origins.ts';
import { ProxyWatch } from './proxy-watch.ts';
import { logRequest } from './request-log.ts';
import { requireDataRequest, requireSameOrigin } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';

/** What happens to every request before anything of it is read, and after it is answered. */
export function registerRequestSteps(app: NestFastifyApplication, env: Env): void {
  const server = app.getHttpAdapter().getInstance();
  const headers = securityHeaders(env.publicUrl.protocol === 'https:');
  const own = new OwnOrigins(env);
  const proxies = new ProxyWatch(env, server.log);
  const cookies = app.get(SessionCookies);
  const events = app.get(SecurityEvents);

  server.decorateRequest('browser');
  server.decorate('securityEvents', events);
  // By callbacks: a promise at each step costs more than the step.
  server.addHook('onRequest', (request, reply, done) => {
    reply
      .headers(headers)
      .header('x-request-id', request.id)
      .header('vary', 'Cookie, Origin, Sec-Fetch-Site');
    request.browser = new Browser(request, reply, cookies);
    requireKnownEncoding(request, reply);
    requireOwnHost(request, own);
    proxies.look(request);
    requireSameOrigin(request, own);
    requireDataRequest(request);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    logRequest(request, reply);
    done();
  });
}
