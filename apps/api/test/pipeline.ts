import { once } from 'node:events';
import { connect } from 'node:net';
import type { Api } from './api.ts';

/** One answer of several on a connection, as it was written. */
export interface PipedAnswer {
  readonly status: number;
  /** Status line and headers, in lower case. */
  readonly head: string;
  readonly body: string;
}

/**
 * Sends requests at once over one connection, which the last one has to close, and reads the answers.
 * @param requests heads and bodies as bytes in latin1, with lengths that are right
 */
export async function pipeline(api: Api, requests: readonly string[]): Promise<PipedAnswer[]> {
  const socket = connect(api.env.port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.write(Buffer.from(requests.join(''), 'latin1'));
  // Hung up on while more was sent: what was answered before counts.
  await once(socket, 'close').catch(() => undefined);
  if (chunks.length === 0) throw new Error('No answer at all.');
  return answersIn(Buffer.concat(chunks).toString('latin1'));
}

function answersIn(received: string): PipedAnswer[] {
  const answers: PipedAnswer[] = [];
  for (let start = 0; start < received.length; ) {
    const end = received.indexOf('\r\n\r\n', start) + 4;
    if (end < 4) throw new Error(`No answer: ${received.slice(start, start + 200)}`);
    const head = received.slice(start, end).toLowerCase();
    const length = Number(/^content-length: (\d+)/m.exec(head)?.[1] ?? 0);
    const status = Number(/^http\/1\.1 (\d{3})/.exec(head)?.[1]);
    answers.push({ status, head, body: received.slice(end, end + length) });
    start = end + length;
  }
  return answers;
}

/** A request as bytes; the body as it is, with its length. */
export function piped(requestLine: string, headers: readonly string[], body: string = ''): string {
  const lines = [`${requestLine} HTTP/1.1`, ...headers, `Content-Length: ${body.length}`];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}
