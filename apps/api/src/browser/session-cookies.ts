import { type SetCookie, stringifySetCookie } from 'cookie';
import { formatToken, parseToken, type SessionToken } from './session-token.ts';

const MARKS = 5;

/** 128 random bits each. */
const marksShape = /^[\w-]{22}(?:\.[\w-]{22}){0,4}$/;

export interface CookieSettings {
  readonly isSecure: boolean;
  /** Tells applications apart that share a host name. */
  readonly namePrefix: string;
  /** How many seconds a browser is known. */
  readonly marksLast: number;
}

/** Names and attributes of our cookies: two of a session, and one of the browser. */
export class SessionCookies {
  /** `<id>.<secret>`: the only credential. */
  readonly tokenName: string;
  /** Lives until the browser closes: without it, a remembered session comes back not fresh. */
  readonly presenceName: string;
  /** Says that people have logged in from this browser; it proves nothing. */
  readonly marksName: string;
  readonly #marksLast: number;
  readonly #attributes: Pick<SetCookie, 'httpOnly' | 'secure' | 'sameSite' | 'path'>;

  constructor({ isSecure, namePrefix, marksLast }: CookieSettings) {
    this.#marksLast = marksLast;
    const prefix = `${isSecure ? '__Host-' : ''}${namePrefix}`;
    this.tokenName = `${prefix}sid`;
    this.presenceName = `${prefix}here`;
    this.marksName = `${prefix}known`;
    this.#attributes = { httpOnly: true, secure: isSecure, sameSite: 'strict', path: '/' };
  }

  /** Null without a cookie of ours, with one of another shape, and with more than one: none can be believed. */
  token(header: string | undefined): SessionToken | null {
    const [value, ...others] = valuesOf(header, this.tokenName);
    return value === undefined || others.length > 0 ? null : parseToken(value);
  }

  /** More than one under the name of the token: somebody planted one. */
  isDoubled(header: string | undefined): boolean {
    return valuesOf(header, this.tokenName).length > 1;
  }

  isSent(header: string | undefined): boolean {
    return valuesOf(header, this.tokenName).length > 0;
  }

  isPresent(header: string | undefined): boolean {
    return valuesOf(header, this.presenceName).length > 0;
  }

  /** None without the cookie, with one of another shape, and with more than one. */
  marks(header: string | undefined): readonly string[] {
    const [value, ...others] = valuesOf(header, this.marksName);
    return value !== undefined && others.length === 0 && marksShape.test(value)
      ? value.split('.')
      : [];
  }

  /** The latest five: a browser of more people forgets those who have not logged in for longest. */
  keepMarks(marks: readonly string[]): string[] {
    const value = marks.slice(0, MARKS).join('.');
    return [this.#line(this.marksName, value, { maxAge: this.#marksLast })];
  }

  /** @param maxAge seconds; undefined for a cookie that ends with the browser */
  keep(token: SessionToken, maxAge: number | undefined): string[] {
    const persistent = maxAge === undefined ? {} : { maxAge };
    const kept = this.#line(this.tokenName, formatToken(token), persistent);
    return maxAge === undefined ? [kept] : [kept, this.#line(this.presenceName, '1', {})];
  }

  present(): string[] {
    return [this.#line(this.presenceName, '1', {})];
  }

  /** The same attributes as set: browsers keep a cookie whose deletion does not match it. */
  forget(): string[] {
    const gone = { maxAge: 0, expires: new Date(0) };
    return [this.#line(this.tokenName, '', gone), this.#line(this.presenceName, '', gone)];
  }

  #line(name: string, value: string, more: Partial<SetCookie>): string {
    return stringifySetCookie({ name, value, ...this.#attributes, ...more });
  }
}

/** Every value of exactly this name, undecoded. */
function valuesOf(header: string | undefined, name: string): string[] {
  if (!header) return [];
  const start = `${name}=`;
  const values: string[] = [];
  for (const part of header.split(';')) {
    const pair = part.trim();
    if (pair.startsWith(start)) values.push(pair.slice(start.length));
  }
  return values;
}
