import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Registry } from 'prom-client';
import { ENV } from '../config/config.module.ts';
import type { Env } from '../config/env.ts';
import { StartError } from '../start-error.ts';
import { createExposition } from './exposition.ts';
import { Metrics } from './metrics.ts';

const SECOND = 1000;
const CONNECTIONS = 20;

/** Tells the metrics, on a port of its own: the port that everybody reaches knows nothing of them. */
@Injectable()
export class MetricsServer implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('metrics');
  #server: Server | undefined;

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly metrics: Metrics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { metricsPort: port, metricsHost: host } = this.env;
    if (port === undefined) return;
    const registry = createExposition(this.metrics);
    const limits = { headersTimeout: 5 * SECOND, requestTimeout: 5 * SECOND };
    const server = createServer(limits, (request, response) => {
      void this.#answer(registry, request, response);
    });
    server.maxConnections = CONNECTIONS;
    try {
      await once(server.listen(port, host), 'listening');
    } catch (cause) {
      throw new StartError(
        `The metrics cannot be told on ${host}, port ${port}. Choose another METRICS_PORT or METRICS_HOST.`,
        { cause },
      );
    }
    this.#server = server;
  }

  async onApplicationShutdown(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }

  async #answer(
    registry: Registry,
    { method, url }: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (url?.split('?', 1)[0] !== '/metrics') return void response.writeHead(404).end();
    if (method !== 'GET') return void response.writeHead(405, { allow: 'GET' }).end();
    try {
      const text = await registry.metrics();
      response.writeHead(200, {
        'content-type': registry.contentType,
        'cache-control': 'no-store',
      });
      response.end(text);
    } catch (error) {
      this.#logger.error(`The metrics cannot be read: ${String(error)}`);
      response.writeHead(500).end();
    }
  }
}
