import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from './api.ts';

const QUIET = 250;

/** Sends bytes and answers what came back until the server closed, or fell silent. */
export async function exchange(api: Api, bytes: string | Buffer): Promise<string> {
  const socket = connect(api.env.port, '127.0.0.1');
  const received: Buffer[] = [];
  let last = 0;
  let isClosed = false;
  socket.on('data', (chunk) => {
    received.push(chunk);
    last = Date.now();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    isClosed = true;
  });
  await once(socket, 'connect');
  socket.write(bytes);
  const end = Date.now() + 3000;
  while (!isClosed && Date.now() < end && (last === 0 || Date.now() - last < QUIET))
    await pause(10);
  socket.destroy();
  return Buffer.concat(received).toString('latin1');
}

/** Status of every answer in what a socket received. */
export function statusesIn(received: string): number[] {
  return [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}
