import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { hostName } from './certificate.ts';

interface Where {
  readonly port: number;
  readonly ca: string;
}

const QUIET = 500;
const LONG = 12_000;

/** A TLS connection to the public address; rejects when both ends cannot agree. */
export async function openTls(
  { port, ca }: Where,
  options: ConnectionOptions = {},
): Promise<TLSSocket> {
  const socket = connect({ host: '127.0.0.1', port, ca, servername: hostName, ...options });
  await once(socket, 'secureConnect');
  // Later errors are ends.
  socket.on('error', () => undefined);
  return socket;
}

/** Sends bytes and answers what came back until the other end closed, or fell silent. */
export async function exchangeTls(where: Where, bytes: string): Promise<string> {
  const socket = await openTls(where, { ALPNProtocols: ['http/1.1'] });
  let received = '';
  let last = 0;
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1');
    last = Date.now();
  });
  const end = Date.now() + LONG;
  socket.write(bytes);
  while (!socket.destroyed && Date.now() < end && (last === 0 || Date.now() - last < QUIET))
    await pause(10);
  socket.destroy();
  return received;
}
