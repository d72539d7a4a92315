import type { Credentials, SessionView } from '@gatehouse/auth-core';

/** One `Set-Cookie` line, read without the code under test. */
export interface SetCookie {
  readonly name: string;
  readonly value: string;
  /** Lower-case name to value; empty for those without one. */
  readonly attributes: Readonly<Record<string, string>>;
}

interface Kept {
  readonly value: string;
  readonly isPersistent: boolean;
}

/** Whatever answers requests: an API, and after a restart the next one. */
interface Server {
  raw(path: string, init?: RequestInit): Promise<Response>;
}

interface Account {
  readonly user: { readonly username: string };
  readonly password: string;
}

/** A browser seen on the wire: it keeps cookies as browsers do, and hides none. */
export class WireBrowser {
  readonly #server: Server;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #kept: Map<string, Kept>;

  constructor(
    server: Server,
    headers: Readonly<Record<string, string>> = {},
    kept: ReadonlyMap<string, Kept> = new Map(),
  ) {
    this.#server = server;
    this.#headers = headers;
    this.#kept = new Map(kept);
  }

  /** Everything that it would send. */
  get cookie(): string {
    return [...this.#kept].map(([name, { value }]) => `${name}=${value}`).join('; ');
  }

  /** The value of the session's cookie; empty without one. */
  get token(): string {
    return this.#kept.get('sid')?.value ?? '';
  }

  get sessionId(): string {
    return this.token.split('.')[0] ?? '';
  }

  get cookieNames(): string[] {
    return [...this.#kept.keys()].sort();
  }

  plant(name: string, value: string): void {
    this.#kept.set(name, { value, isPersistent: false });
  }

  /** Closed and opened again: what has no date is forgotten. */
  restart(): void {
    for (const [name, { isPersistent }] of this.#kept) if (!isPersistent) this.#kept.delete(name);
  }

  /** Its cookies in other hands, as they are now. */
  copy(changes: { server?: Server; headers?: Readonly<Record<string, string>> } = {}): WireBrowser {
    const { server = this.#server, headers = this.#headers } = changes;
    return new WireBrowser(server, headers, this.#kept);
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const isJson = body !== undefined && !(body instanceof URLSearchParams);
    const response = await this.#server.raw(path, {
      method,
      headers: {
        ...this.#headers,
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(isJson ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : body }),
    });
    for (const cookie of setCookiesOf(response)) this.#keep(cookie);
    return response;
  }

  async read<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await this.send(method, path, body);
    return (await response.json()) as Answer;
  }

  view(): Promise<SessionView> {
    return this.read<SessionView>('GET', '/api/session');
  }

  /** The username of whoever is logged in here; null for a visitor. */
  async whoAmI(): Promise<string | null> {
    return (await this.view()).user?.username ?? null;
  }

  logIn({ user, password }: Account, remember?: boolean): Promise<Response> {
    const credentials: Credentials = { identifier: user.username, password };
    return this.send('POST', '/api/session', { ...credentials, remember });
  }

  logOut(): Promise<Response> {
    return this.send('DELETE', '/api/session');
  }

  #keep({ name, value, attributes }: SetCookie): void {
    const maxAge = attributes['max-age'];
    const expires = attributes['expires'];
    const isGone =
      maxAge === undefined
        ? expires !== undefined && Date.parse(expires) <= Date.now()
        : Number(maxAge) <= 0;
    if (isGone) this.#kept.delete(name);
    else this.#kept.set(name, { value, isPersistent: (maxAge ?? expires) !== undefined });
  }
}

export function setCookiesOf({ headers }: Response): SetCookie[] {
  return headers.getSetCookie().map((line) => {
    const [[name = '', value = ''] = [], ...attributes] = line.split(';').map(halves);
    return {
      name,
      value,
      attributes: Object.fromEntries(
        attributes.map(([attribute = '', setting = '']) => [attribute.toLowerCase(), setting]),
      ),
    };
  });
}

function halves(part: string): [string, string] {
  const equals = part.indexOf('=');
  return equals === -1
    ? [part.trim(), '']
    : [part.slice(0, equals).trim(), part.slice(equals + 1).trim()];
}
