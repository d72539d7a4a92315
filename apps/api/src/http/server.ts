import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { AppError } from '@gatehouse/auth-core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import {
  type FastifyBaseLogger,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';
import type { Env } from '../config/env.ts';
import { toAppError, toProblem } from './problem.ts';
import { securityHeaders } from './security-headers.ts';
import { sendProblem } from './send-problem.ts';

const SECOND = 1000;
const KIB = 1024;

/** Limits of one request and of one connection. Node's own are too generous for slow attackers. */
const limits = {
  body: 16 * KIB,
  param: 512,
  request: 30 * SECOND,
  headers: 10 * SECOND,
  keepAlive: 20 * SECOND,
  connections: 2_000,
} as const;

export function createAdapter(env: Env, logger: Logger): FastifyAdapter {
  const headers = securityHeaders(env.publicUrl.protocol === 'https:');
  const adapter = new FastifyAdapter({
    loggerInstance: logger,
    // Our own line a request says less, and says it once.
    logController: new LogController({ disableRequestLogging: true }),
    // A logger of its own for each request costs more than its line.
    childLoggerFactory: (shared: FastifyBaseLogger) => shared,
    bodyLimit: limits.body,
    requestTimeout: limits.request,
    keepAliveTimeout: limits.keepAlive,
    http: { headersTimeout: limits.headers, connectionsCheckingInterval: 2 * SECOND },
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
  server.maxConnections = limits.connections + env.liveStreams;
  // An expectation that nobody knows is no reason for Node's own bare 417.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  return adapter;
}

/** Only so many hops, or only these networks: a client must not choose its own address. */
function trustedProxies(trusted: Env['trustProxy']) {
  if (typeof trusted !== 'number') return trusted === false ? false : [...trusted];
  return (_address: string, hop: number) => hop < trusted;
}

/** What is not HTTP gets an answer all the same, and then nothing more. */
function refuseUnreadable(
  error: { code?: string },
  socket: Socket,
  headers: Readonly<Record<string, string>>,
): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const status = tooLarge ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const refusal = new AppError(tooLarge ? 'payload_too_large' : 'malformed_request');
  const requestId = randomUUID();
  const body = JSON.stringify({
    ...toProblem(refusal, requestId),
    status: tooLarge ? 431 : 400,
  });
  const lines = Object.entries({
    ...headers,
    'x-request-id': requestId,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status}\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}
