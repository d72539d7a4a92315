export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  readonly isSecure: boolean;
  /** Milliseconds since 1970; null for a cookie that goes when the browser closes. */
  readonly expiresAt: number | null;
}

/** Reads one `Set-Cookie`, as a browser at this address would; null for one that it refuses. */
export function parseSetCookie(header: string, url: URL): Cookie | null {
  const [pair = '', ...rest] = header.split(';');
  const [name, value] = halves(pair);
  if (!name || !pair.includes('=')) return null;

  const attributes = new Map(rest.map((part) => lowerKey(halves(part))));
  const path = attributes.get('path') ?? '';
  const cookie: Cookie = {
    name,
    value,
    path: path.startsWith('/') ? path : defaultPath(url),
    isSecure: attributes.has('secure'),
    expiresAt: expiryOf(attributes),
  };
  return isAllowed(cookie, attributes, url) ? cookie : null;
}

/** HTTPS, and this machine itself: what browsers hold for safe. */
export function isSafe({ protocol, hostname }: URL): boolean {
  const isLoopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  return protocol === 'https:' || isLoopback;
}

function isAllowed(cookie: Cookie, attributes: ReadonlyMap<string, string>, url: URL): boolean {
  if (cookie.isSecure && !isSafe(url)) return false;
  if (/^__secure-/i.test(cookie.name)) return cookie.isSecure;
  if (/^__host-/i.test(cookie.name))
    return cookie.isSecure && cookie.path === '/' && !attributes.get('domain');
  return true;
}

function expiryOf(attributes: ReadonlyMap<string, string>): number | null {
  const maxAge = attributes.get('max-age');
  if (maxAge && /^-?\d+$/.test(maxAge)) return Date.now() + Number(maxAge) * 1000;
  const expires = Date.parse(attributes.get('expires') ?? '');
  return Number.isNaN(expires) ? null : expires;
}

function defaultPath({ pathname }: URL): string {
  return pathname.slice(0, pathname.lastIndexOf('/')) || '/';
}

function halves(part: string): [string, string] {
  const at = part.indexOf('=');
  return at < 0 ? [part.trim(), ''] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
}

function lowerKey([key, value]: [string, string]): [string, string] {
  return [key.toLowerCase(), value];
}
