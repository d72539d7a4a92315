import type { SessionView } from '@gatehouse/auth-core';
import type pg from 'pg';
import { Announcements } from '../src/announcements/announcements.ts';
import type { Api } from './api.ts';
import { idOf, type KnownSession, SessionLedger } from './session-ledger.ts';
import { ACTOR_HEADER, PROBE } from './statement-gate.ts';
import { setCookiesOf, WireBrowser } from './wire-browser.ts';

export type BrowserName = 'laptop' | 'phone';

/** Who asks, with which browser, and which process is asked. */
export interface Occasion {
  readonly actor: string;
  readonly browser: BrowserName;
  readonly process: number;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** The token that the request carried, and the one that the answer carried. */
  readonly sent: string;
  readonly given: string;
  /** Whose token it carried. */
  readonly session: KnownSession | undefined;
  /** The session got a new token, or may have, while this request was under way: it may count for nothing. */
  readonly isOvertaken: boolean;
}

interface Question {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** Instead of the one of the occasion. */
  readonly browser?: WireBrowser;
  /** Asks for a new token of the same session. */
  readonly isRenewal?: boolean;
}

export interface StagePerson {
  readonly id: string;
  readonly username: string;
  readonly password: string;
}

const PROCESS_HEADER = 'x-process';
/** Open to visitors: an answer other than the session itself does not tell whether somebody was let in. */
const openPath = /^\/api\/(session|session\/flash|counter|shop\/cart)$/;

/** One person with two browsers, before one or two processes on one database. */
export class Stage {
  readonly apis: readonly Api[];
  readonly operator: pg.Client;
  readonly person: StagePerson;
  readonly ledger = new SessionLedger();
  readonly faults: string[] = [];
  readonly #browsers: Record<BrowserName, WireBrowser>;

  constructor(apis: readonly Api[], operator: pg.Client, person: StagePerson) {
    this.apis = apis;
    this.operator = operator;
    this.person = person;
    this.#browsers = { laptop: this.newBrowser(), phone: this.newBrowser() };
  }

  newBrowser(): WireBrowser {
    const raw = (path: string, init: RequestInit = {}) => {
      const process = Number(new Headers(init.headers).get(PROCESS_HEADER));
      return this.processOf(process).raw(path, init);
    };
    return new WireBrowser({ raw });
  }

  tokenOf(name: BrowserName): string {
    return this.#browsers[name].token;
  }

  readonly processOf = (process: number): Api => {
    const api = this.apis[process % this.apis.length];
    if (!api) throw new Error('There is no process to ask.');
    return api;
  };

  /** What is committed by now counts everywhere. */
  readonly everyoneHeard = (): Promise<void> =>
    this.processOf(0).app.get(Announcements).everyoneHeard();

  /** Sends a request and notes what any answer may not be. */
  readonly ask = async (occasion: Occasion, question: Question): Promise<Answer> => {
    const { method, path, browser = this.#browsers[occasion.browser] } = question;
    const sent = browser.token;
    const refusal = this.ledger.refusalOf(sent);
    const session = this.ledger.of(sent);
    const isOvertaken = session?.watch(question.isRenewal ?? false);
    const { response, text } = await this.#send(occasion, browser, question);
    const answer: Answer = {
      status: response.status,
      body: text === '' ? undefined : JSON.parse(text),
      sent,
      given: setCookiesOf(response).find(({ name }) => name === 'sid')?.value ?? '',
      session,
      isOvertaken: isOvertaken?.() ?? false,
    };
    if (session?.ids.includes(idOf(answer.given))) this.ledger.goOn(session, answer.given);
    const what = `${occasion.actor}: ${method} ${path} ${answer.status}`;
    if (answer.status >= 500) this.faults.push(`${what}: ${text}`);
    if (refusal !== null && isLetIn(`${method} ${path}`, answer))
      this.faults.push(`${what}: let in, although ${refusal}`);
    return answer;
  };

  async #send(
    { actor, process }: Occasion,
    browser: WireBrowser,
    { method, path, body }: Question,
  ): Promise<{ response: Response; text: string }> {
    const headers = { [ACTOR_HEADER]: actor, [PROCESS_HEADER]: String(process) };
    const response = await browser.send(method, path, body, headers);
    return { response, text: await response.text() };
  }

  /** Whether this token is let in, asked past the gate. */
  async opens(token: string, process: number): Promise<boolean> {
    const browser = this.newBrowser();
    browser.plant('sid', token);
    const occasion: Occasion = { actor: PROBE, browser: 'laptop', process };
    const { body } = await this.ask(occasion, { method: 'GET', path: '/api/session', browser });
    const { user } = body as SessionView;
    if (user && user.id !== this.person.id)
      this.faults.push('a token opens somebody else’s session');
    return user !== null;
  }
}

function isLetIn(request: string, { status, body }: Answer): boolean {
  const [method, path = ''] = request.split(' ');
  if (status >= 400) return false;
  if (!openPath.test(path)) return true;
  return method === 'GET' && path === '/api/session' && (body as SessionView).user !== null;
}
