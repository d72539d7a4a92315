export interface Ask {
  readonly method?: string;
  readonly path: string;
  readonly cookie?: string;
  /** Whom the proxy in front names. */
  readonly address?: string;
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
  /** Bytes of head and body. */
  readonly length: number;
}

/** The name that the product is told to have. */
export const host = 'bench.example';

const headers = [
  `Host: ${host}`,
  'Accept: application/json',
  'User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
  'Accept-Encoding: gzip, br',
  'Accept-Language: en',
  'Sec-Fetch-Site: same-origin',
  'Sec-Fetch-Mode: cors',
  'Sec-Fetch-Dest: empty',
];

/** What a browser sends, ready for the socket. */
export function requestText({ method = 'GET', path, cookie, address, body }: Ask): string {
  const content = body === undefined ? '' : JSON.stringify(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    ...headers,
    ...(cookie === undefined ? [] : [`Cookie: ${cookie}`]),
    ...(address === undefined ? [] : [`X-Forwarded-For: ${address}`]),
    ...(content === ''
      ? []
      : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(content)}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${content}`;
}

/**
 * Undefined until all of it is there.
 * @throws TypeError for an answer without a length: every one that is measured has one
 */
export function readAnswer(received: Buffer): Answer | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = received.toString('latin1', 0, end);
  const status = Number(head.slice(9, 12));
  const bytes = status === 204 ? 0 : Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1]);
  if (Number.isNaN(bytes)) throw new TypeError(`An answer without a length: ${head}`);
  const length = end + 4 + bytes;
  if (received.length < length) return undefined;
  return { status, head, body: received.toString('utf8', end + 4, length), length };
}

/** The value to send back for the cookies that an answer set. */
export function cookieOf({ head }: Answer): string {
  return [...head.matchAll(/\r\nset-cookie: ([^;\r]+)/gi)].map(([, pair]) => pair).join('; ');
}
