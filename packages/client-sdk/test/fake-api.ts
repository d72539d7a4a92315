import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ErrorCode, errors } from '@gatehouse/auth-core';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  /** Cuts the connection instead of an answer. */
  readonly isCut?: boolean;
}

export type Answer = (asked: Asked) => Reply | Promise<Reply>;

/** A real server on a real socket that answers what a test tells it to. */
export async function startFakeApi() {
  const asked: Asked[] = [];
  let answer: Answer = () => ({ status: 404 });

  const server = createServer(async (request, response) => {
    const call: Asked = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: await bodyOf(request),
    };
    asked.push(call);
    const { status = 200, json, text, headers = {}, isCut } = await answer(call);
    if (isCut) return response.destroy();
    const type = status >= 400 ? 'application/problem+json' : 'application/json';
    if (json !== undefined) response.setHeader('content-type', type);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    return response.writeHead(status).end(text ?? (json === undefined ? '' : JSON.stringify(json)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Every request so far. */
    asked,
    count: (method: string, path: string) =>
      asked.filter((call) => call.method === method && call.path === path).length,
    answers(next: Answer) {
      answer = next;
      asked.length = 0;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

export type FakeApi = Awaited<ReturnType<typeof startFakeApi>>;

export function problem(code: ErrorCode, more: object = {}): Reply {
  const { status, title } = errors[code];
  const json = { type: `/problems/${code}`, title, status, code, requestId: 'r-1', ...more };
  return { status, json };
}

/** An answer that waits until the test lets it go. */
export function held<Value>() {
  let release: (value: Value) => void = () => {};
  const promise = new Promise<Value>((resolve) => {
    release = resolve;
  });
  return { promise, release };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}
