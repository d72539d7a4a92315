import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as open } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Api } from './api.ts';
import type { FuzzRequest } from './fuzz-request.ts';
import type { Actor } from './fuzz-world.ts';

const PATIENCE = 10_000;

/** An answer as it came over the wire; status 0 where none came. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A request with nothing left to fill in. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  /** Names and values in turns, as they are written. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

export function wireRequest(api: Api, asked: FuzzRequest, actor: Actor): WireRequest {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (braces, name: string) => actor.names[name] ?? braces);
  const body = Buffer.from(fill(asked.body?.text ?? ''));
  const cookie = cookieOf(asked, actor);
  const named = new Set(asked.headers.map(([name]) => name));
  const isBare = asked.body === undefined && ['GET', 'HEAD'].includes(asked.method);
  const headers = [
    ['host', `localhost:${api.env.port}`],
    // Another one would be another device, whose session is not fresh.
    ...(named.has('user-agent') ? [] : [['user-agent', 'node']]),
    ...asked.headers,
    ...(asked.body?.type === undefined ? [] : [['content-type', asked.body.type]]),
    ...(isBare ? [] : [['content-length', String(body.length)]]),
    ...(cookie === '' ? [] : [['cookie', cookie]]),
  ];
  return {
    method: asked.method,
    path: fill(asked.path + asked.query).replace(/[^\x21-\xff]/g, ''),
    // What Node refuses to send is written by hand, in the tests of framing.
    headers: headers.flat().map((text) => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?')),
    body,
  };
}

function cookieOf({ cookie: { trick, at, beside } }: FuzzRequest, { browser }: Actor): string {
  const [own = ''] = /sid=[^;]*/.exec(browser.cookie) ?? [];
  const start = own.indexOf('=') + 1;
  const place = start + (at % Math.max(own.length - start, 1));
  const turned = own.charAt(place) === 'A' ? 'B' : 'A';
  const tricked = {
    own: browser.cookie,
    none: '',
    cut: own.slice(0, place),
    turned: own.slice(0, place) + turned + own.slice(place + 1),
    twice: `${own}; ${own}`,
    quoted: own.replace('=', '="').concat('"'),
    junk: 'sid=',
  }[own === '' ? 'none' : trick];
  return [tricked, beside.replace(/[;=]/g, '')].filter(Boolean).join('; ');
}

/** Sends over connections that stay open, as an attacker would. */
export class FuzzSender {
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(api: Api) {
    this.#port = api.env.port;
  }

  async send({ method, path, headers, body }: WireRequest): Promise<WireAnswer> {
    const target = { host: '127.0.0.1', port: this.#port, agent: this.#agent };
    const request = open({ ...target, method, path, headers });
    // Told early, the server hangs up on what is still being sent.
    request.on('error', () => undefined);
    request.end(body);
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      const [response] = (await once(request, 'response', { signal })) as [IncomingMessage];
      const { statusCode: status = 0, headers: told } = response;
      return { status, headers: told, text: await textOf(response) };
    } catch (error) {
      request.destroy();
      return { status: 0, headers: {}, text: String(error) };
    }
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** What goes on for ever is read no further than its head. */
async function textOf(response: IncomingMessage): Promise<string> {
  if (!response.headers['content-type']?.startsWith('text/event-stream')) return text(response);
  response.destroy();
  return '';
}
