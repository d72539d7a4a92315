import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './api.ts';
import { eventually } from './eventually.ts';
import { SlowSocket } from './slow-socket.ts';
import { exchange, statusesIn } from './socket.ts';

/** Far more than any time-out here. */
const LONG = 12_000;

describe('a connection', () => {
  let api: Api;
  let host: string;
  beforeAll(async () => {
    api = await startApi({
      variables: {
        CONNECTIONS: '30',
        LIVE_STREAMS: '0',
        HEADERS_TIMEOUT: '1s',
        REQUEST_TIMEOUT: '2s',
        ANSWER_TIMEOUT: '1s',
        KEEP_ALIVE_TIMEOUT: '1s',
      },
      prepare: (app) =>
        // Behind no step of ours: only the size matters.
        app
          .getHttpAdapter()
          .getInstance()
          .get('/large', (_request, reply) =>
            reply.type('application/json; charset=utf-8').send('"x"'.repeat(4_000_000)),
          ),
    });
    host = `Host: localhost:${api.env.port}`;
  });
  afterAll(() => api.stop());

  const server = (): Server => api.app.getHttpServer();
  const open = () =>
    new Promise<number>((resolve) => server().getConnections((_error, count) => resolve(count)));
  const isThere = async () =>
    statusesIn(
      await exchange(api, `GET /api/session HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`),
    );

  it('that brings nothing, half a head, half a body or a byte now and then is ended with 408, and others are served meanwhile [D-15]', async () => {
    const post = `POST /api/session HTTP/1.1\r\n${host}\r\nContent-Type: application/json\r\n`;
    const beginnings = {
      nothing: '',
      'half a head': 'GET /api/session HTTP/1.1\r\nX-A: ',
      'half a body': `${post}Content-Length: 1000\r\n\r\n{`,
      'half a chunk': `${post}Transfer-Encoding: chunked\r\n\r\n400\r\n{`,
      'a head by bytes': `GET /api/session HTTP/1.1\r\n${host}\r\nX-A: `,
      'a body by bytes': `${post}Content-Length: 1000\r\n\r\n{`,
    };
    const sockets = await Promise.all(
      Object.entries(beginnings).map(async ([name, bytes]) => {
        const socket = await SlowSocket.open(api.env.port);
        socket.send(bytes);
        if (name.endsWith('by bytes')) void socket.drip('x', 100);
        return { name, socket };
      }),
    );
    expect(await isThere()).toEqual([200]);
    const ends = await Promise.all(
      sockets.map(async ({ name, socket }) => {
        const isEnded = (await socket.closed(LONG)) !== undefined;
        return [name, isEnded, statusesIn(socket.received)];
      }),
    );
    expect(ends).toEqual(Object.keys(beginnings).map((name) => [name, true, [408]]));
    expect(await isThere()).toEqual([200]);
  });

  it('whose answer nobody reads is ended, and one whose answer is read slowly is not [D-15]', async () => {
    const ask = `GET /large HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`;
    const before = await open();
    const deaf = await SlowSocket.open(api.env.port, { reads: false });
    deaf.send(ask);
    await eventually(async () => (await open()) === before + 1);
    const reader = await SlowSocket.open(api.env.port);
    reader.send(ask);
    await reader.closed(LONG);
    expect(reader.received.length).toBeGreaterThan(12_000_000);
    await eventually(async () => (await open()) === before);
    deaf.hangUp();
  });

  it('that was refused is closed although the other end never hangs up [D-15]', async () => {
    const before = await open();
    const socket = await SlowSocket.open(api.env.port, { reads: false });
    socket.send('no http\r\n\r\n');
    await eventually(async () => (await open()) === before + 1);
    await eventually(async () => (await open()) === before);
    socket.hangUp();
  });

  it('that rests between two requests is closed without a word [D-15]', async () => {
    const socket = await SlowSocket.open(api.env.port);
    socket.send(`GET /api/session HTTP/1.1\r\n${host}\r\n\r\n`);
    expect(await socket.closed(LONG)).toBeDefined();
    expect(statusesIn(socket.received)).toEqual([200]);
  });

  it('serves a thousand requests, and the last one says so [D-15]', async () => {
    const socket = await SlowSocket.open(api.env.port);
    const one = `GET /api/health/live HTTP/1.1\r\n${host}\r\n\r\n`;
    for (let sent = 0; sent < 1000; sent += 100) {
      socket.send(one.repeat(100));
      await eventually(() => statusesIn(socket.received).length === sent + 100);
    }
    await socket.closed(LONG);
    expect(new Set(statusesIn(socket.received))).toEqual(new Set([200]));
    expect(socket.received.match(/^connection: close\r$/gim)).toHaveLength(1);
  });

  it('beyond the number of them is not taken; room is made by those that rest [D-15]', async () => {
    const crowd = await Promise.all(
      Array.from({ length: 30 }, () => SlowSocket.open(api.env.port)),
    );
    await eventually(async () => (await open()) === 30);
    const late = await SlowSocket.open(api.env.port);
    expect(await late.closed(LONG)).toBeDefined();
    expect(late.received).toBe('');
    await Promise.all(crowd.map((socket) => socket.closed(LONG)));
    expect(await isThere()).toEqual([200]);
  });
});
