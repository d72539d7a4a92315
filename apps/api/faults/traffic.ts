import { setTimeout as delay } from 'node:timers/promises';
import { WireBrowser } from '../test/wire-browser.ts';
import type { BuiltServer } from './built-server.ts';

const PASSWORD = 'nine lanterns over the harbour';

export interface Answer {
  readonly name: string;
  /** 0 where there was none. */
  readonly status: number;
  /** When it was asked and how long it took, in milliseconds of this process. */
  readonly at: number;
  readonly took: number;
  readonly retryAfter: string | null;
}

interface Account {
  readonly user: { readonly username: string };
  password: string;
}

let newcomers = 0;

/** What people do, all at once and at a steady pace, whatever the answers are. */
export class Traffic {
  readonly answers: Answer[] = [];
  /** Accounts that were answered with 201. */
  readonly registered: string[] = [];
  readonly #server: BuiltServer;
  readonly #pace: number;
  readonly #people: { account: Account; browser: WireBrowser }[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #isStopped = false;
  #loop: Promise<void> = Promise.resolve();

  /** @param pace requests a second */
  private constructor(server: BuiltServer, pace: number) {
    this.#server = server;
    this.#pace = pace;
  }

  static async start(server: BuiltServer, pace = 50): Promise<Traffic> {
    const traffic = new Traffic(server, pace);
    for (let count = 0; count < 4; count += 1) traffic.#people.push(await traffic.#newPerson());
    traffic.#loop = traffic.#run();
    return traffic;
  }

  /** @returns all answers, when the last one has come */
  async stop(): Promise<readonly Answer[]> {
    this.#isStopped = true;
    await this.#loop;
    await Promise.all(this.#underWay);
    return this.answers;
  }

  async #run(): Promise<void> {
    const began = performance.now();
    for (let turn = 0; !this.#isStopped; turn += 1) {
      await delay(Math.max(0, began + (turn * 1000) / this.#pace - performance.now()));
      const work: Promise<void> = this.#act(turn).finally(() => this.#underWay.delete(work));
      this.#underWay.add(work);
    }
  }

  /** Mostly reads, some writes, now and then a password. */
  #act(turn: number): Promise<void> {
    const person = this.#people[turn % this.#people.length];
    if (!person) throw new Error('Nobody is there.');
    const { browser, account } = person;
    const newcomer = () => new WireBrowser(this.#server);
    switch (turn % 25) {
      case 3:
        return this.#ask('log in and out', async () => {
          const other = newcomer();
          const answer = await other.logIn(account);
          return answer.ok ? other.logOut() : answer;
        });
      case 9:
      case 17:
        return this.#ask('write a message', () =>
          browser.send('POST', '/api/messages', { content: `Turn ${turn}` }),
        );
      case 13:
        return this.#ask('register', () => this.#register(newcomer()));
      case 6:
      case 21:
        return this.#ask('count', () => browser.send('PUT', '/api/counter'));
      default:
        return turn % 2 === 0
          ? this.#ask('who am I', () => browser.send('GET', '/api/session'))
          : this.#ask('read the list of people', () => browser.send('GET', '/api/users'));
    }
  }

  async #register(browser: WireBrowser): Promise<Response> {
    newcomers += 1;
    const username = `newcomer.${newcomers}`;
    const answer = await browser.send('POST', '/api/users', registrationOf(username));
    if (answer.status === 201) this.registered.push(username);
    return answer;
  }

  async #newPerson(): Promise<{ account: Account; browser: WireBrowser }> {
    const browser = new WireBrowser(this.#server);
    newcomers += 1;
    const username = `person.${newcomers}`;
    const answer = await browser.send('POST', '/api/users', registrationOf(username));
    if (answer.status !== 201) throw new Error(await answer.text());
    return { account: { user: { username }, password: PASSWORD }, browser };
  }

  async #ask(name: string, request: () => Promise<Response>): Promise<void> {
    const at = performance.now();
    const answer = await request().catch(() => undefined);
    await answer?.arrayBuffer().catch(() => undefined);
    this.answers.push({
      name,
      status: answer?.status ?? 0,
      at,
      took: performance.now() - at,
      retryAfter: answer?.headers.get('retry-after') ?? null,
    });
  }
}

export function registrationOf(username: string, password = PASSWORD) {
  return {
    username,
    email: `${username}@example.com`,
    password,
    passwordConfirmation: password,
  };
}

/** Answers that nobody may get while a part of the service is away. */
export function wrongAnswers(answers: readonly Answer[]): readonly Answer[] {
  return answers.filter(
    ({ status, retryAfter }) =>
      !(status >= 200 && status < 300) && !(status === 503 && Number(retryAfter) > 0),
  );
}

/** Three seconds, in milliseconds, and what a computer that is busy with other things may add. */
export const REFUSAL = 3_000 + 500;

/** Whoever cannot be served is told so in time. What is served may be slow: the computer may be. */
export function lateRefusals(answers: readonly Answer[], limit = REFUSAL): readonly Answer[] {
  return answers.filter(({ status, took }) => status >= 300 && took > limit);
}
