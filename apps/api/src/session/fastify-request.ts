/** Types what the session step leaves on a request. */
import type { Browser } from './browser.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who holds a session at the other end; set before any guard asks. */
    browser: Browser;
  }
}
