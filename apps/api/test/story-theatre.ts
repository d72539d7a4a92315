import type { Scheduler } from 'fast-check';
import pg from 'pg';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { type Api, type Person, startApi } from './api.ts';
import { Interleaving } from './interleaving.ts';
import { gateAnnouncements, gateStatements } from './statement-gate.ts';
import type { Story, StoryAct } from './story.ts';
import { acts } from './story-acts.ts';
import { audit, tryDoors } from './story-audit.ts';
import { type BrowserName, Stage, type StagePerson } from './story-stage.ts';

let people = 0;

/** One or two processes on one database, in which every statement waits for its turn while a story is played. */
export class Theatre {
  readonly #interleaving = new Interleaving();
  readonly #openGate = gateAnnouncements(this.#interleaving.gate);
  readonly #apis: Api[] = [];
  #operator = new pg.Client();
  #first: Person | undefined;

  async open(processes: number): Promise<void> {
    const variables = { SESSIONS_PER_USER: '3', SECRET_KEYS: newSecretKey(), LOG_LEVEL: 'warn' };
    const prepare = (app: Api['app']) => gateStatements(app, this.#interleaving.gate);
    const first = await startApi({ variables, prepare });
    const { databaseUrl } = first;
    this.#apis.push(first);
    for (let more = 1; more < processes; more++)
      this.#apis.push(await startApi({ variables, prepare, databaseUrl }));
    this.#operator = new pg.Client({ connectionString: databaseUrl });
    await this.#operator.connect();
    this.#first = await first.register();
  }

  async close(): Promise<void> {
    this.#openGate();
    await this.#operator.end();
    // The first one drops the database.
    for (const api of [...this.#apis].reverse()) await api.stop();
  }

  /** @returns what went wrong */
  async play(scheduler: Scheduler, { isUnseen, lanes }: Story): Promise<string[]> {
    const stage = new Stage(this.#apis, this.#operator, await this.#newPerson());
    await begin(stage, 'laptop');
    await begin(stage, 'phone');
    if (isUnseen) await makeUnseen(stage);
    await stage.everyoneHeard();
    const played = lanes.map(({ acts, pauses }, index) => {
      const actor = `${index}`;
      const steps = acts.map((act) => () => this.#act(stage, actor, act));
      return { actor, acts: steps, pauses };
    });
    await this.#interleaving.play(scheduler, played);
    return audit(stage);
  }

  /** Whatever it ended lets nobody in from the moment of its answer. */
  async #act(stage: Stage, actor: string, { act, ...where }: StoryAct): Promise<void> {
    await acts[act](stage, { actor, ...where });
    await tryDoors(stage);
  }

  /** With the hash of somebody who is there already: hashes are slow on purpose. */
  async #newPerson(): Promise<StagePerson> {
    people += 1;
    const username = `player.${people}`;
    const { rows } = await this.#operator.query<{ id: string }>(
      `INSERT INTO users (username, username_canonical, email, email_canonical, name, password_hash)
       SELECT $2, $2, $2 || '@example.com', $2 || '@example.com', $2, password_hash FROM users WHERE id = $1
       RETURNING id`,
      [this.#first?.user.id, username],
    );
    return { id: rows[0]?.id ?? '', username, password: this.#first?.password ?? '' };
  }
}

/** Logged in, with a greeting that waits and a counter at zero. */
async function begin(stage: Stage, browser: BrowserName): Promise<void> {
  const occasion = { actor: browser, browser, process: 0 };
  await acts.logIn(stage, occasion);
  await stage.ask(occasion, { method: 'PUT', path: '/api/counter' });
}

async function makeUnseen({ operator, person }: Stage): Promise<void> {
  await operator.query(
    `UPDATE sessions SET last_seen_at = now() - interval '5 min' WHERE user_id = $1`,
    [person.id],
  );
}
