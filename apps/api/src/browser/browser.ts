import type { Device } from '@gatehouse/auth-core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ActiveSession } from '../session/active-session.ts';
import { clientGroup } from './client-group.ts';
import { coarseAddress } from './coarse-address.ts';
import { deviceOf } from './device.ts';
import type { SessionCookies } from './session-cookies.ts';
import type { SessionToken } from './session-token.ts';

/** The other end of a request: the browser (or program) that holds a session, and its cookies. */
export class Browser {
  /** What it holds once the request has been looked at; null for a visitor without one. */
  session: ActiveSession | null = null;
  /** A request that a page made by itself, which is no sign of life of a person. */
  isBackground: boolean;
  readonly #request: FastifyRequest;
  readonly #reply: FastifyReply;
  readonly #cookies: SessionCookies;

  constructor(request: FastifyRequest, reply: FastifyReply, cookies: SessionCookies) {
    this.isBackground = request.headers['gatehouse-background'] === 'true';
    this.#request = request;
    this.#reply = reply;
    this.#cookies = cookies;
  }

  get token(): SessionToken | null {
    return this.#cookies.token(this.#request.headers.cookie);
  }

  /** It sent something under the name of our cookie, whatever it was. */
  get hasCookie(): boolean {
    return this.#cookies.isSent(this.#request.headers.cookie);
  }

  /** It sent several under that name, of which none is believed. */
  get hasSeveralCookies(): boolean {
    return this.#cookies.isDoubled(this.#request.headers.cookie);
  }

  /** It was closed since the log-in: the cookie that lives as long as it does is gone. */
  get wasRestarted(): boolean {
    return !this.#cookies.isPresent(this.#request.headers.cookie);
  }

  /** The number of the request, as its line in the log has it. */
  get requestId(): string {
    return this.#request.id;
  }

  /** What log-ins left here, one mark a person, the latest first: who is known in this browser is looked up by them. */
  get marks(): readonly string[] {
    return this.#cookies.marks(this.#request.headers.cookie);
  }

  /** Whom it shares its limits with. */
  get client(): string {
    return clientGroup(this.#request.ip);
  }

  get device(): Device {
    return deviceOf(this.#request.headers['user-agent']);
  }

  get address(): string | null {
    return coarseAddress(this.#request.ip);
  }

  /** @param maxAge seconds; undefined for a session that ends with the browser */
  keep(token: SessionToken, maxAge: number | undefined): void {
    this.#set(this.#cookies.keep(token, maxAge));
  }

  markPresent(): void {
    this.#set(this.#cookies.present());
  }

  keepMarks(marks: readonly string[]): void {
    this.#set(this.#cookies.keepMarks(marks));
  }

  forget(): void {
    this.#set(this.#cookies.forget());
  }

  /** Pages and answers of whoever just left are not to be found by going back. */
  clearCache(): void {
    this.#reply.header('clear-site-data', '"cache"');
  }

  /** One line a cookie: a later word replaces an earlier one of the same answer. */
  #set(lines: readonly string[]): void {
    const names = lines.map((line) => line.slice(0, line.indexOf('=') + 1));
    const earlier = [this.#reply.getHeader('set-cookie') ?? []].flat().map(String);
    const others = earlier.filter((line) => !names.some((name) => line.startsWith(name)));
    this.#reply.removeHeader('set-cookie');
    this.#reply.header('set-cookie', [...others, ...lines]);
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who holds a session at the other end; set before any guard asks. */
    browser: Browser;
  }
}
