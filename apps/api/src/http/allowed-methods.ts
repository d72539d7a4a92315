import { pageAt } from '@gatehouse/auth-core';
import type { FastifyInstance } from 'fastify';

interface Route {
  readonly pattern: RegExp;
  readonly methods: readonly string[];
}

/** Which methods an address takes: an address that exists is never "not found". */
export class AllowedMethods {
  readonly #routes: Route[] = [];

  /** Listens to the router while routes are added. */
  watch(server: FastifyInstance): void {
    server.addHook('onRoute', ({ url, method }) => {
      if (url.includes('*')) return;
      this.#routes.push({ pattern: patternOf(url), methods: [method].flat() });
    });
  }

  at(url: string): readonly string[] {
    const [path = ''] = url.split('?');
    const found = this.#routes
      .filter(({ pattern }) => pattern.test(path))
      .flatMap(({ methods }) => methods);
    // Pages are read by one route that takes every path.
    const reading = pageAt(path) ? ['GET', 'HEAD'] : [];
    return [...new Set([...found, ...reading])].sort();
  }
}

function patternOf(url: string): RegExp {
  const escaped = url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+');
  return new RegExp(`^${escaped}$`);
}
