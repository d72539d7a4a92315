import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const QUIET = 300;
const LONG = 20_000;

/** Sends bytes and answers what came back until the other end closed, or fell silent. */
export async function plainExchange(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  let received = '';
  let last = 0;
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1');
    last = Date.now();
  });
  const end = Date.now() + LONG;
  socket.write(bytes, 'latin1');
  while (!socket.destroyed && Date.now() < end && (last === 0 || Date.now() - last < QUIET))
    await pause(10);
  socket.destroy();
  return received;
}
