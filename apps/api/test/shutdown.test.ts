import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Draining } from '../src/http/draining.ts';
import { newRegistration, startApi } from './api.ts';
import { eventually } from './eventually.ts';
import { exchange, statusesIn } from './socket.ts';

describe('a process that ends', () => {
  it('answers what was on its way already, and hangs up then [D-09]', async () => {
    const api = await startApi();
    const socket = connect(api.env.port, '127.0.0.1');
    let received = '';
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
    });
    await once(socket, 'connect');
    socket.write('GET /api/session HTTP/1.1\r\n');
    await pause(200);

    const stopped = api.stop();
    await pause(200);
    socket.write(`Host: localhost:${api.env.port}\r\n\r\n`);
    await once(socket, 'close');
    await stopped;

    expect(statusesIn(received)).toEqual([200]);
  });

  it('is not ready any more before it stops to answer, and keeps no connection, not even of what was under way [D-09]', async () => {
    const api = await startApi();
    const host = `Host: localhost:${api.env.port}\r\n`;
    const body = JSON.stringify(newRegistration());
    // A hash takes long enough for the end to begin meanwhile.
    const underWay = exchange(
      api,
      `POST /api/users HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await pause(20);

    api.app.get(Draining).begin();

    const ask = (path: string) => exchange(api, `GET ${path} HTTP/1.1\r\n${host}\r\n`);
    const answers = await Promise.all([
      underWay,
      ask('/api/health/ready'),
      ask('/api/health/live'),
      ask('/api/session'),
    ]);
    expect(answers.map((answer) => [statusesIn(answer), closings(answer)])).toEqual([
      [[201], 1],
      [[503], 1],
      [[200], 1],
      [[200], 1],
    ]);
    // Whoever asks whether it is ready asks often, and a no is no fault.
    expect(api.log.filter((line) => /"level":"(error|warn)"|"stack"/.test(line))).toEqual([]);
    await api.stop();
  });

  it('keeps nothing of answers whose connection is gone, not even of those that stood behind others', async () => {
    const api = await startApi();
    const server: Server = api.app.getHttpServer();
    const given: ServerResponse[] = [];
    let open = 0;
    server.on('connection', (socket) => {
      open += 1;
      socket.once('close', () => {
        open -= 1;
      });
    });
    const socket = connect(api.env.port, '127.0.0.1');
    socket.write(
      `GET /api/health/ready HTTP/1.1\r\nHost: localhost:${api.env.port}\r\n\r\n`.repeat(20),
    );
    // Hung up on before the database has answered the first of them.
    server.on('request', (_request, response) => {
      given.push(response);
      if (given.length === 20) socket.destroy();
    });
    await eventually(() => given.length === 20 && open === 0);

    api.app.get(Draining).begin();

    expect(given.filter(({ shouldKeepAlive }) => !shouldKeepAlive)).toHaveLength(0);
    await api.stop();
  });
});

function closings(answer: string): number {
  return [...answer.matchAll(/^connection: close\r$/gim)].length;
}
