import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** How often it is looked, within the time that is given. */
const LOOKS = 4;

interface Stall {
  readonly sent: number;
  looks: number;
}

/**
 * Hangs up on whoever does not take an answer: what waits for them stands in memory. Node's own time-out
 * does not see a reader who takes a byte now and then; this one wants what was written in one piece to be
 * gone in time.
 * @param patience milliseconds
 */
export function dropSlowReaders(server: Server, patience: number): void {
  const sockets = new Set<Socket>();
  const stalls = new WeakMap<Socket, Stall>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const look = setInterval(() => {
    for (const socket of sockets) lookAt(socket, stalls);
  }, patience / LOOKS).unref();
  server.once('close', () => clearInterval(look));
}

function lookAt(socket: Socket, stalls: WeakMap<Socket, Stall>): void {
  const sent = socket.bytesWritten - socket.writableLength;
  const stall = stalls.get(socket);
  if (socket.writableLength === 0) stalls.delete(socket);
  else if (stall?.sent !== sent) stalls.set(socket, { sent, looks: 0 });
  else {
    stall.looks += 1;
    // Closed in peace, the system would go on for a while to offer what nobody reads.
    if (stall.looks >= LOOKS) socket.resetAndDestroy();
  }
}
