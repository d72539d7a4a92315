import { AppError } from '@gatehouse/auth-core';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Env } from '../config/env.ts';
import { safeMethods } from './safe-methods.ts';

type Settings = Pick<Env, 'publicUrl' | 'trustProxy' | 'isProduction'>;

/** What a proxy in front does not do as the settings say: told once in the log, and where it matters refused. */
export class ProxyWatch {
  readonly #isHttps: boolean;
  readonly #proxies: Env['trustProxy'];
  readonly #logger: Pick<Logger, 'warn'>;
  readonly #told = new Set<string>();

  constructor({ publicUrl, trustProxy, isProduction }: Settings, logger: Pick<Logger, 'warn'>) {
    this.#isHttps = publicUrl.protocol === 'https:';
    this.#proxies = trustProxy;
    this.#logger = logger;
    if (this.#isHttps && isProduction && trustProxy === false)
      this.#tell(
        'PUBLIC_URL is https, so a proxy stands in front, and TRUST_PROXY does not name it: all people seem to come from its address and share its limits',
      );
  }

  /**
   * Looks at requests that change something: reads are many, and log-ins are not among them.
   * @throws AppError `malformed_request` when a browser would not keep the cookie of the answer
   */
  look(request: FastifyRequest): void {
    if (safeMethods.has(request.method)) return;
    const { 'x-forwarded-for': chain, 'x-forwarded-proto': scheme } = request.headers;
    if (this.#proxies === false) {
      if (chain !== undefined)
        this.#tell('a request names its client in X-Forwarded-For, and TRUST_PROXY is not set');
      return;
    }
    const named = [chain ?? []].flat().join().split(',').filter(Boolean).length;
    if (typeof this.#proxies === 'number' && named < this.#proxies)
      this.#tell(
        `TRUST_PROXY says ${this.#proxies}, and a request came through ${named}: clients could choose their address`,
      );
    if (this.#isHttps) this.#requireHttps(request, scheme === undefined);
  }

  #requireHttps(request: FastifyRequest, isUntold: boolean): void {
    if (isUntold)
      this.#tell('the proxy does not say in X-Forwarded-Proto whether people come by https');
    else if (request.protocol !== 'https') {
      this.#tell('a request came by http, and PUBLIC_URL says https: the proxy has to redirect it');
      throw new AppError('malformed_request', {
        detail: 'This came by http. Open the address that begins with https:// instead.',
      });
    }
  }

  #tell(words: string): void {
    if (this.#told.has(words)) return;
    this.#told.add(words);
    this.#logger.warn(words);
  }
}
