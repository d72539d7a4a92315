import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import {
  type FastifyBaseLogger,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';
import type { Env } from '../config/env.ts';
import type { Draining } from './draining.ts';
import { toAppError } from './problem.ts';
import { securityHeaders } from './security-headers.ts';
import { sendProblem } from './send-problem.ts';
import { dropSlowReaders } from './slow-readers.ts';
import { refuseUnreadable } from './unreadable.ts';

const SECOND = 1000;
const KIB = 1024;

/** Limits of one request and of one connection. Those that an operator may choose are settings. */
const limits = {
  body: 16 * KIB,
  param: 512,
  requestsPerConnection: 1_000,
} as const;

interface Surroundings {
  readonly env: Env;
  readonly logger: Logger;
  readonly draining: Draining;
}

export function createAdapter({ env, logger, draining }: Surroundings): FastifyAdapter {
  const headers = securityHeaders(env.publicUrl.protocol === 'https:');
  const patience = env.connectionLimits;
  const adapter = new FastifyAdapter({
    loggerInstance: logger,
    // Our own line a request says less, and says it once.
    logController: new LogController({ disableRequestLogging: true }),
    // A logger of its own for each request costs more than its line.
    childLoggerFactory: (shared: FastifyBaseLogger) => shared,
    bodyLimit: limits.body,
    requestTimeout: patience.request,
    keepAliveTimeout: patience.idle,
    maxRequestsPerSocket: limits.requestsPerConnection,
    http: { headersTimeout: patience.head, connectionsCheckingInterval: SECOND },
    routerOptions: { maxParamLength: limits.param, ignoreTrailingSlash: false },
    trustProxy: trustedProxies(env.trustProxy),
    genReqId: () => randomUUID(),
    // `GET *` and the like match no route, not even the one for what is not found: the first step refuses them.
    rewriteUrl: ({ url = '' }) => (url.startsWith('/') ? url : '/'),
    forceCloseConnections: 'idle',
    // What has come already is answered, also while the process ends.
    return503OnClosing: false,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      reply.headers(headers).header('x-request-id', request.id);
      sendProblem(request, reply, toAppError(error));
    },
    clientErrorHandler: (error: Error & { code?: string }, socket: Socket) =>
      refuseUnreadable(error, socket, headers),
  });
  const server: Server = adapter.getInstance().server;
  // What stays open all day takes nothing away from requests.
  server.maxConnections = patience.connections + env.liveStreams;
  dropSlowReaders(server, patience.answer);
  draining.watch(server);
  // An expectation that nobody knows is no reason for Node's own bare 417.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  return adapter;
}

/** Only so many hops, or only these networks: a client must not choose its own address. */
function trustedProxies(trusted: Env['trustProxy']) {
  if (typeof trusted !== 'number') return trusted === false ? false : [...trusted];
  return (_address: string, hop: number) => hop < trusted;
}
