import type { Problem, Registration, Role, SessionView, User } from '@gatehouse/auth-core';
import { type Api, newRegistration, password } from './api.ts';

/** An answer as it came, byte for byte. */
export class RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;

  constructor({ status, headers }: Response, text: string) {
    this.status = status;
    this.headers = headers;
    this.text = text;
  }

  json<Body>(): Body {
    return JSON.parse(this.text) as Body;
  }

  get problem(): Problem {
    return this.json<Problem>();
  }

  get location(): string | null {
    return this.headers.get('location');
  }
}

type HeaderList = Readonly<Record<string, string>>;

/** A browser without the SDK: it keeps cookies, follows nothing, and hides nothing. */
export class RawBrowser {
  readonly #api: Api;
  readonly #cookies = new Map<string, string>();

  constructor(api: Api) {
    this.#api = api;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Any body as it is; an object as JSON. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: HeaderList = {},
  ): Promise<RawAnswer> {
    const response = await this.#api.raw(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return new RawAnswer(response, await textOf(response));
  }

  /** A form, as a browser without scripts sends it. */
  submit(
    path: string,
    fields: Record<string, string>,
    headers: HeaderList = {},
  ): Promise<RawAnswer> {
    return this.send('POST', path, new URLSearchParams(fields).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      ...headers,
    });
  }

  /** An address typed, or a link followed. */
  open(path: string, headers: HeaderList = {}): Promise<RawAnswer> {
    return this.send('GET', path, undefined, {
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      'sec-fetch-dest': 'document',
      'sec-fetch-mode': 'navigate',
      ...headers,
    });
  }

  /** What a `Set-Cookie` line asks for. */
  keep(line: string): void {
    const [pair = ''] = line.split(';');
    const name = pair.slice(0, pair.indexOf('='));
    if (/max-age=0/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, pair.slice(name.length + 1));
  }
}

/** Somebody with a browser of their own, registered and logged in without the SDK. */
export interface RawPerson {
  readonly browser: RawBrowser;
  readonly user: User;
}

export async function rawPerson(
  api: Api,
  role: Role = 'member',
  chosen: Partial<Registration> = {},
): Promise<RawPerson> {
  const browser = new RawBrowser(api);
  const answer = await browser.send('POST', '/api/users', newRegistration(chosen));
  const { user } = answer.json<SessionView>();
  if (!user) throw new Error(`Registration answered ${answer.status}: ${answer.text}`);
  if (role !== 'member')
    await api.database.query('UPDATE users SET role = $2 WHERE id = $1', [user.id, role]);
  return { browser, user: { ...user, role } };
}

/** Another browser of the same person. */
export async function rawLogIn(api: Api, username: string): Promise<RawBrowser> {
  const browser = new RawBrowser(api);
  const answer = await browser.send('POST', '/api/session', { identifier: username, password });
  if (answer.status !== 200) throw new Error(`Log-in answered ${answer.status}: ${answer.text}`);
  return browser;
}

/** Sensitive actions of this person ask for the password from now on. */
export async function makeStale(api: Api, { id }: { id: string }): Promise<void> {
  await api.database.query('UPDATE sessions SET fresh_until = NULL WHERE user_id = $1', [id]);
}

/** A stream has no end: its head is all that is waited for. */
async function textOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream'))
    return response.text();
  await response.body?.cancel();
  return '';
}
