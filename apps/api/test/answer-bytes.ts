import { once } from 'node:events';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Api } from './api.ts';

export interface AskedBytes {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes as JSON, fields as a form, text as it is. */
  readonly body?: unknown;
}

/** An answer byte for byte, headers in the order in which they came. Only what is random or a time has become signs. */
export async function answerBytes(api: Api, asked: AskedBytes): Promise<string> {
  const socket = connect(api.env.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(requestBytes(api, asked));
  return masked((await buffer(socket)).toString('latin1'));
}

function requestBytes(api: Api, { method, path, headers = {}, body }: AskedBytes): Buffer {
  const isForm = body instanceof URLSearchParams;
  const text = isForm || typeof body === 'string' ? String(body) : (JSON.stringify(body) ?? '');
  const bytes = Buffer.from(text);
  const lines = Object.entries({
    host: `localhost:${api.env.port}`,
    connection: 'close',
    ...(isForm ? { 'sec-fetch-site': 'same-origin' } : {}),
    ...(body === undefined
      ? {}
      : { 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json' }),
    ...(method === 'GET' ? {} : { 'content-length': String(bytes.length) }),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), bytes]);
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Lengths stay as they are: they would tell, too. */
function masked(answer: string): string {
  return answer
    .replace(/^date: .*$/gim, 'date')
    .replace(uuid, (id) => '#'.repeat(id.length))
    .replace(/^(set-cookie: sid=)([^;]+)/gim, (_, name, value) => name + '#'.repeat(value.length))
    .replace(/^(retry-after: |.*"retryAfter":)(\d+)/gim, (_, name, seconds) => {
      return name + '#'.repeat(seconds.length);
    });
}
