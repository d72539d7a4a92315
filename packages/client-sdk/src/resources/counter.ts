import type { Counter } from '@gatehouse/auth-core';
import type { Http } from '../call.ts';

const path = '/api/counter';

/** A number that belongs to the session. */
export class CounterResource {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** @throws ApiError `unavailable` */
  read(): Promise<Counter> {
    return this.#http('GET', path);
  }

  /**
   * Sets it to 0.
   * @throws ApiError `unavailable`
   */
  start(): Promise<Counter> {
    return this.#http('PUT', path);
  }

  /**
   * Adds one.
   * @throws ApiError `unavailable`
   */
  increment(): Promise<Counter> {
    return this.#http('POST', path);
  }

  /** @throws ApiError `unavailable` */
  clear(): Promise<Counter> {
    return this.#http('DELETE', path);
  }
}
