import { PasswordHasher } from '@gatehouse/auth-core/password';
import { jest } from '@jest/globals';
import { type AskedBytes, answerBytes } from './answer-bytes.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import { ACTOR_HEADER, gateStatements } from './statement-gate.ts';

/** An answer, and what it made the server do. */
export interface Worked {
  readonly answer: string;
  readonly hashes: number;
  /** What was sent to the database for this request, whoever sent it. */
  readonly statements: readonly string[];
}

/** An application whose hashes and statements are counted, request by request. */
export class WorkWatch {
  readonly api: Api;
  readonly #statements: Map<string, string[]>;
  readonly #hashes: () => number;
  #requests = 0;

  private constructor(api: Api, statements: Map<string, string[]>) {
    this.api = api;
    this.#statements = statements;
    const hasher = api.app.get(PasswordHasher);
    const spies = [jest.spyOn(hasher, 'verify'), jest.spyOn(hasher, 'hash')];
    this.#hashes = () => spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  }

  static async start(variables: Readonly<Record<string, string>>): Promise<WorkWatch> {
    const statements = new Map<string, string[]>();
    const api = await startApi({
      variables,
      prepare: (app) =>
        gateStatements(app, async (actor, label) => {
          if (!label.endsWith(' answered')) statements.get(actor)?.push(label);
        }),
    });
    return new WorkWatch(api, statements);
  }

  /** One request at a time: hashes do not say whose they are. */
  async ask({ headers, ...asked }: AskedBytes): Promise<Worked> {
    const actor = `request ${this.#requests++}`;
    const statements: string[] = [];
    this.#statements.set(actor, statements);
    const before = this.#hashes();
    const answer = await answerBytes(this.api, {
      ...asked,
      headers: { ...headers, [ACTOR_HEADER]: actor },
    });
    this.#statements.delete(actor);
    return { answer, hashes: this.#hashes() - before, statements: statements.toSorted() };
  }
}
