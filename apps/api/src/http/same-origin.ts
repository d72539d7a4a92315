import { AppError } from '@gatehouse/auth-core';
import type { FastifyRequest } from 'fastify';
import type { OwnOrigins } from './own-origins.ts';
import { safeMethods } from './safe-methods.ts';

/**
 * Refuses writes that another site made a browser send. A cookie does not know who asked for the
 * request; these two headers do, and no page can change them.
 * @throws AppError `cross_site_request`
 */
export function requireSameOrigin({ method, headers }: FastifyRequest, own: OwnOrigins): void {
  if (safeMethods.has(method)) return;
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];

  if (own.isOursWithoutTls(origin))
    throw new AppError('cross_site_request', {
      detail: 'This page came by http. Open the address that begins with https:// instead.',
    });
  if (origin !== undefined && !own.includes(origin, host)) throw new AppError('cross_site_request');
  // `same-site` is another port or sub-domain: somebody else's pages.
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !own.trusts(origin))
    throw new AppError('cross_site_request');
}

const destinationsOfData = new Set(['empty', 'document']);

/**
 * An answer of the API is data for a script of ours, or for a person to look at. A browser that wants
 * it as a script, a picture or a frame does so for a page that may not read it.
 * @throws AppError `cross_site_request`
 */
export function requireDataRequest({ url, headers }: FastifyRequest): void {
  const destination = headers['sec-fetch-dest'];
  if (typeof destination !== 'string' || destinationsOfData.has(destination)) return;
  // The page that tries the API loads files of its own, outside production.
  if (url.startsWith('/api/') && !url.startsWith('/api/docs'))
    throw new AppError('cross_site_request');
}
