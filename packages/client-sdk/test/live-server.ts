import { once } from 'node:events';
import { request as ask, createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SessionView } from '@gatehouse/auth-core';
import { jsonResponse } from './fake-page.ts';
import { susan, visitor } from './people.ts';

/** A real server with one session, and pages that listen to it. */
export async function startLiveServer() {
  const streams = new Set<ServerResponse>();
  const state = {
    view: susan as SessionView,
    /** What who wants to listen is answered; an open stream unless it is a refusal. */
    streamStatus: 200,
    retry: 400,
    /** How often somebody asked, by method and path. */
    asked: {} as Record<string, number>,
    /** Of the last stream. */
    lastCookiePolicy: undefined as string | undefined,
    /** Called before a write is answered. */
    onWrite: () => {},
  };
  const tell = (event: string) => {
    for (const stream of streams) stream.write(`event: ${event}\ndata: {}\n\n`);
  };

  const server = createServer((request, response) => {
    const call = `${request.method} ${request.url}`;
    state.asked[call] = (state.asked[call] ?? 0) + 1;
    if (call === 'GET /api/session/events') {
      if (state.streamStatus !== 200) return response.writeHead(state.streamStatus).end();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`:\n\nretry: ${state.retry}\n\n`);
      streams.add(response);
      return response.once('close', () => streams.delete(response));
    }
    if (request.method !== 'GET') state.onWrite();
    if (request.method === 'DELETE') return response.writeHead(204).end();
    return response.end(JSON.stringify(state.view));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    baseUrl: `http://127.0.0.1:${port}`,
    state,
    streams,
    tell,
    count: (call: string) => state.asked[call] ?? 0,
    /** The session is over, wherever somebody ended it. */
    end() {
      state.view = visitor;
      tell('ended');
      for (const stream of streams) stream.end();
    },
    drop() {
      for (const stream of streams) stream.destroy();
    },
    reset() {
      Object.assign(state, { view: susan, streamStatus: 200, asked: {}, onWrite: () => {} });
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What the page of these tests lacks. */
export const serverFetch: typeof globalThis.fetch = (input, init) =>
  new Promise((resolve, reject) => {
    const sent = ask(String(input), { method: init?.method ?? 'GET', agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve(jsonResponse(text === '' ? undefined : JSON.parse(text), response.statusCode)),
      );
    });
    sent.on('error', reject).end();
  });
