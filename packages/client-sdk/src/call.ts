export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Call {
  readonly body?: unknown;
  readonly query?: object | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Asks anew, although the same read may be under way. */
  readonly isAlone?: boolean;
}

export type Http = <Answer = void>(method: Method, path: string, call?: Call) => Promise<Answer>;

/** Keeps cookies where no browser does. `createCookieMemory` of `./node` is one. */
export interface CookieStore {
  /** The `Cookie` header for a request; empty for none. */
  header(url: URL): string;
  store(url: URL, setCookie: readonly string[]): void;
}

// Node's types have no name for it.
type GivenHeaders = ConstructorParameters<typeof Headers>[0];

export interface HttpOptions {
  /** Where the API is, such as `https://auth.example.com`; the page's own origin unless given. */
  readonly baseUrl?: string | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Sent with every request. */
  readonly headers?: GivenHeaders | (() => GivenHeaders | Promise<GivenHeaders>) | undefined;
  /** Milliseconds until a request is given up; 10 000 unless given. */
  readonly timeout?: number | undefined;
  /** Outside a browser only. */
  readonly cookies?: CookieStore | undefined;
  /** The `Origin` header, outside a browser only. */
  readonly origin?: string | undefined;
}
