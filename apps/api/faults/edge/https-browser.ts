import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { hostName } from './certificate.ts';

interface HttpsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

interface Where {
  readonly port: number;
  /** Believed, although nobody has signed it. */
  readonly ca: string;
  /** The address that this browser comes from. */
  readonly from?: string;
}

type Headers = Readonly<Record<string, string>>;

/** A browser at the public address, which keeps cookies and minds their rules for `__Host-`. */
export class HttpsBrowser {
  readonly cookies = new Map<string, string>();
  readonly #where: Where;

  constructor(where: Where) {
    this.#where = where;
  }

  async send(method: string, path: string, body?: unknown, headers: Headers = {}) {
    const answer = await this.open(method, path, body, headers);
    let text = '';
    for await (const chunk of answer) text += String(chunk);
    return { status: answer.statusCode ?? 0, headers: answer.headers, text } satisfies HttpsAnswer;
  }

  /** The head of an answer, whose body the caller reads. */
  async open(...[method, path, body, headers]: Parameters<HttpsBrowser['send']>) {
    const { port, ca, from } = this.#where;
    const content = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    const sent = request({
      host: '127.0.0.1',
      port,
      method,
      path,
      ca,
      servername: hostName,
      agent: false,
      ...(from ? { localAddress: from } : {}),
      headers: {
        host: hostName,
        ...(method === 'GET' ? {} : { origin: `https://${hostName}` }),
        ...(content === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) }),
        ...(this.cookies.size > 0
          ? { cookie: [...this.cookies].map((pair) => pair.join('=')).join('; ') }
          : {}),
        ...headers,
      },
    });
    sent.end(content);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    for (const line of answer.headers['set-cookie'] ?? []) this.#keep(line);
    return answer;
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', value = ''] = pair.split('=');
    const isWellGuarded =
      attributes.includes('Secure') && attributes.includes('Path=/') && !/domain=/i.test(line);
    if (!name.startsWith('__Host-') || !isWellGuarded) throw new Error(`Not kept: ${line}`);
    if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
