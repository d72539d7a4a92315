import { pageAt } from '@gatehouse/auth-core';
import type { FastifyRequest } from 'fastify';

/** True for a browser that opens a page, and false for scripts, pictures and files that are not there. */
export function isPageRequest({ headers }: FastifyRequest, pathname: string): boolean {
  if (/^\/(api|assets|\.well-known)(\/|$)/.test(pathname)) return false;
  const destination = headers['sec-fetch-dest'];
  if (destination !== undefined && destination !== 'document') return false;
  const accept = headers.accept ?? '*/*';
  if (pageAt(pathname)) return /text\/html|\*\/\*/.test(accept);
  return accept.includes('text/html') && !/\.[^/]*$/.test(pathname);
}

/** Fetched ahead, perhaps never shown: it must not use up what is shown once. */
export function isPrefetch({ headers }: FastifyRequest): boolean {
  return /prefetch|prerender/i.test(String(headers['sec-purpose'] ?? headers['purpose'] ?? ''));
}
