import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { startApi } from './api.ts';
import { statusesIn } from './socket.ts';

it('a process that ends answers what was on its way already, and hangs up then', async () => {
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
