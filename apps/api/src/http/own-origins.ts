import type { Env } from '../config/env.ts';

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** The origins that are us: what browsers must send when they change something. */
export class OwnOrigins {
  readonly #publicUrl: URL;
  readonly #trusted: ReadonlySet<string>;
  readonly #loopbackHosts: ReadonlySet<string>;

  constructor({ publicUrl, trustedOrigins, isProduction, port }: Env) {
    this.#publicUrl = publicUrl;
    this.#trusted = new Set(trustedOrigins);
    this.#loopbackHosts = new Set(
      isProduction ? [] : loopbackNames.map((name) => `${name}:${port}`),
    );
  }

  /**
   * A name is our origin only for requests that came to that very name: `localhost` and `127.0.0.1`
   * are two sites, and a page of one may not write to the other.
   */
  includes(origin: string, host: string | undefined): boolean {
    if (this.trusts(origin)) return true;
    if (host === this.#publicUrl.host) return origin === this.#publicUrl.origin;
    return this.isOwnHost(host) && origin === `http://${host}`;
  }

  /** Our name without TLS, although we have it: a page that the proxy should have redirected. */
  isOursWithoutTls(origin: string | undefined): boolean {
    return this.#publicUrl.protocol === 'https:' && origin === `http://${this.#publicUrl.host}`;
  }

  /** Another site whose pages may write here all the same. */
  trusts(origin: string | undefined): boolean {
    return origin !== undefined && this.#trusted.has(origin);
  }

  isOwnHost(host: string | undefined): boolean {
    return host === this.#publicUrl.host || (host !== undefined && this.#loopbackHosts.has(host));
  }
}
