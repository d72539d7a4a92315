import type { CookieStore } from '../call.ts';
import { type Cookie, isSafe, parseSetCookie } from './set-cookie.ts';

/** The cookies of one visitor of one origin: the first that it meets. Other origins get nothing. */
export interface CookieMemory extends CookieStore {
  get(name: string): string | undefined;
  /** Puts a cookie there by hand, or changes the value of one. */
  set(name: string, value: string): void;
  names(): readonly string[];
  /** What a browser forgets when it is closed. */
  dropSessionCookies(): void;
  clear(): void;
}

/** Keeps cookies as a browser does, in this process and nowhere else. */
export function createCookieMemory(): CookieMemory {
  const cookies = new Map<string, Cookie>();
  let origin: string | undefined;

  const isOurs = (url: URL) => {
    origin ??= url.origin;
    return origin === url.origin;
  };
  const alive = () => [...cookies.values()].filter(isAlive);
  const find = (name: string) => alive().find((cookie) => cookie.name === name);
  const keep = (cookie: Cookie) => cookies.set(`${cookie.name};${cookie.path}`, cookie);

  return {
    header(url) {
      const sent = isOurs(url) ? alive().filter((cookie) => isSentTo(cookie, url)) : [];
      return sent.map(({ name, value }) => `${name}=${value}`).join('; ');
    },
    store(url, setCookie) {
      if (!isOurs(url)) return;
      for (const header of setCookie) {
        const cookie = parseSetCookie(header, url);
        if (cookie) keep(cookie);
      }
    },
    names: () => alive().map(({ name }) => name),
    get: (name) => find(name)?.value,
    set(name, value) {
      const known = find(name) ?? { name, path: '/', isSecure: false, expiresAt: null };
      keep({ ...known, value });
    },
    dropSessionCookies() {
      for (const [key, { expiresAt }] of cookies) if (expiresAt === null) cookies.delete(key);
    },
    clear: () => cookies.clear(),
  };
}

function isAlive({ expiresAt }: Cookie): boolean {
  return expiresAt === null || expiresAt > Date.now();
}

function isSentTo({ path, isSecure }: Cookie, url: URL): boolean {
  const folder = path.endsWith('/') ? path : `${path}/`;
  const isBelow = url.pathname === path || url.pathname.startsWith(folder);
  return isBelow && (!isSecure || isSafe(url));
}
