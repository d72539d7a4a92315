import type { SessionView } from '@gatehouse/auth-core';
import type { Api } from './api.ts';
import type { actors, FuzzRequest } from './fuzz-request.ts';
import type { WireAnswer } from './fuzz-sender.ts';
import { canaryPassword } from './fuzz-values.ts';
import { RawBrowser, rawPerson } from './raw-browser.ts';

const address = { name: 'A', street: 'B', city: 'C', state: 'D', zip: 'E', country: 'F' };
const order = { lines: [{ slug: 'chocolate-chip', quantity: 1 }], address };

type ActorName = (typeof actors)[number];

/** What the names in braces stand for. */
type Names = Readonly<Record<string, string>>;

/** Somebody who asks, with something of everything that can be asked for. */
export interface Actor {
  readonly browser: RawBrowser;
  readonly names: Names;
}

/** Those who ask. Whatever a request did to one of them, the next request finds them whole again. */
export class FuzzWorld {
  readonly #api: Api;
  readonly #actors = new Map<ActorName, Actor>();
  #stranger: Names | undefined;
  /** Secrets of all sessions that there were. */
  readonly secrets = new Set<string>();

  constructor(api: Api) {
    this.#api = api;
  }

  /** A visitor has no session, and asks for what belongs to somebody else. */
  async actor(name: ActorName): Promise<Actor> {
    this.#stranger ??= (await this.#register('member')).names;
    const others = this.#stranger['users'] ?? '';
    if (name === 'visitor')
      return { browser: new RawBrowser(this.#api), names: { ...this.#stranger, others } };
    const known = this.#actors.get(name) ?? (await this.#register(name));
    this.#actors.set(name, known);
    return { ...known, names: { ...known.names, others } };
  }

  /** After an answer: whoever is not logged in any more, or as somebody else, logs in again or is replaced. */
  async settle(asked: FuzzRequest, { status, headers }: WireAnswer): Promise<void> {
    const lines = headers['set-cookie'] ?? [];
    for (const line of lines) this.#remember(line);
    const isDeletion = asked.method === 'DELETE' && status === 204;
    if (isDeletion && asked.path.includes('{others}')) this.#stranger = undefined;
    const actor = this.#actors.get(asked.actor);
    if (!actor || asked.cookie.trick !== 'own') return;
    for (const line of lines) actor.browser.keep(line);
    if (lines.length === 0 && status !== 401 && !isDeletion) return;
    const whole = (await this.#isThere(actor)) ? actor : await this.#logIn(actor);
    if (!whole) this.#actors.delete(asked.actor);
    else this.#actors.set(asked.actor, isDeletion ? await this.#equip(whole) : whole);
  }

  #remember(cookie: string): void {
    for (const [, secret = ''] of cookie.matchAll(/(?:sid=[\w-]+\.|known=)([\w-]{22,})/g))
      this.secrets.add(secret);
  }

  async #isThere({ browser, names }: Actor): Promise<boolean> {
    const answer = await browser.send('GET', '/api/session');
    return answer.json<SessionView>().user?.id === names['users'];
  }

  async #logIn({ names }: Actor): Promise<Actor | undefined> {
    const browser = new RawBrowser(this.#api);
    const credentials = { identifier: names['username'], password: canaryPassword };
    const { status } = await browser.send('POST', '/api/session', credentials);
    if (status !== 200) return undefined;
    return { browser, names: { ...names, sessions: this.#sessionOf(browser) } };
  }

  async #register(role: 'member' | 'admin'): Promise<Actor> {
    const passwords = { password: canaryPassword, passwordConfirmation: canaryPassword };
    const { browser, user } = await rawPerson(this.#api, role, passwords);
    const orders = await this.#make(browser, '/api/shop/orders', order);
    const { id: users, username, email } = user;
    const sessions = this.#sessionOf(browser);
    return this.#equip({ browser, names: { users, username, email, orders, sessions } });
  }

  /** With a message: theirs may just have been deleted. */
  async #equip({ browser, names }: Actor): Promise<Actor> {
    const messages = await this.#make(browser, '/api/messages', { content: 'Mine' });
    return { browser, names: { ...names, messages } };
  }

  async #make(browser: RawBrowser, path: string, body: unknown): Promise<string> {
    return (await browser.send('POST', path, body)).json<{ id: string }>().id;
  }

  #sessionOf({ cookie }: RawBrowser): string {
    this.#remember(cookie);
    return /sid=([^.]+)/.exec(cookie)?.[1] ?? '';
  }
}
