import { type EventEmitter, once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, jest } from '@jest/globals';
import { Draining } from '../src/http/draining.ts';
import { endOnFault } from '../src/last-resort.ts';
import { longestEnd } from '../src/shutdown.ts';
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

describe('a process that ends after a fault', () => {
  it('lets its connections be cut off and its database be closed before it gives up, however long both may take [D-17]', () => {
    jest.useFakeTimers();
    const exit = jest.spyOn(process, 'exit').mockImplementation(() => undefined as never);
    const emitter: EventEmitter = process;
    const before = new Map(events.map((name) => [name, emitter.rawListeners(name)]));
    const told: unknown[] = [];
    process.once('SIGTERM', () => told.push('asked to end'));
    const times = { delay: 20_000, grace: 30_000 };
    endOnFault((error) => told.push(error), longestEnd(times));

    emitter.emit('uncaughtException', new Error('nobody caught it'));
    jest.advanceTimersByTime(times.delay + times.grace + 1_000);
    expect(told).toEqual([new Error('nobody caught it'), 'asked to end']);
    expect(exit).not.toHaveBeenCalled();
    jest.advanceTimersByTime(10_000);
    expect(exit.mock.calls).toEqual([[1]]);

    for (const [name, listeners] of before)
      for (const listener of emitter.rawListeners(name))
        if (!listeners.includes(listener)) emitter.off(name, listener as () => void);
    exit.mockRestore();
    jest.useRealTimers();
  });
});

const events = ['exit', 'uncaughtException', 'unhandledRejection', 'SIGTERM'];

function closings(answer: string): number {
  return [...answer.matchAll(/^connection: close\r$/gim)].length;
}
