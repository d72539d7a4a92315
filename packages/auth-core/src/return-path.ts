import { landingPage, type PageName, pageAt, paths, tokenPages } from './paths.ts';

const RETURN_PATH_MAX = 2048;
const ORIGIN = 'http://gatehouse.invalid';

// Blanks and control characters (browsers drop them), back slashes (browsers turn them), and their encodings.
const suspicious = /[\s\\\p{Cc}]|%(?:0[0-9a-f]|1[0-9a-f]|5c|7f)/iu;

/** Pages that a log-in must not lead to: they would loop, end it at once, or come without what they need. */
const neverReturnTo: readonly PageName[] = ['login', 'register', 'logout', ...tokenPages];

/**
 * Where to go after a log-in: a page of this app, never somebody else's address.
 * @param next what the query string says, unchecked
 * @returns path, query and fragment of a page; the landing page for anything doubtful
 */
export function returnPath(next: unknown, fallback: string = landingPage): string {
  if (typeof next !== 'string' || next.length > RETURN_PATH_MAX) return fallback;
  if (!next.startsWith('/') || next.startsWith('//') || suspicious.test(next)) return fallback;

  const { origin, pathname, search, hash } = new URL(next, ORIGIN);
  if (origin !== ORIGIN || /%2f/i.test(pathname)) return fallback;
  const page = pageAt(pathname);
  if (page === undefined || neverReturnTo.includes(page)) return fallback;
  return pathname + search + hash;
}

/** The log-in page that leads back to where somebody wanted to go. What `page` asks already stays. */
export function loginPath(next: string, page: string = paths.login): string {
  const target = returnPath(next);
  if (target === landingPage && next !== landingPage) return page;
  return `${page}${page.includes('?') ? '&' : '?'}next=${encodeURIComponent(target)}`;
}
