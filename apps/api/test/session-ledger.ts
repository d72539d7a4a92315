/** Why a session has ended that nobody did anything to. */
export const TIME_OVER = 'its time was over';

/** What is known from outside of one session, under all the tokens that it ever had. */
export class KnownSession {
  readonly name: string;
  /** Public ids, the newest last. */
  readonly ids: string[] = [];
  readonly cookies = new Set<string>();
  /** Answers to requests that added one. */
  readonly counts: number[] = [];
  /** Quantities in carts that were answered as saved; null once they were ordered. */
  readonly carts: (number | null)[] = [];
  /** Codes of messages that were left, and of those that were handed over. */
  readonly left: string[] = [];
  readonly taken: string[] = [];
  /** Quantities and codes of requests that may have met it under a token that was dead already. */
  readonly maybe: (number | string | null)[] = [];
  /** An ending may have met it. */
  mayHaveEnded = false;
  /** Why nobody may come in by it any more. */
  end: string | null = null;

  /** Requests for a new token: all of them, and those that are under way. */
  #renewals = 0;
  #renewing = 0;

  constructor(name: string) {
    this.name = name;
  }

  /** While a request is under way; the answer is whether another one asked for a new token meanwhile. */
  watch(isRenewal: boolean): () => boolean {
    const wasRenewing = this.#renewing > 0;
    const own = isRenewal ? 1 : 0;
    this.#renewing += own;
    this.#renewals += own;
    const renewals = this.#renewals;
    return () => {
      this.#renewing -= own;
      return wasRenewing || this.#renewals > renewals;
    };
  }
}

/** What has to be true of the sessions of one person, from the answers that were given so far. */
export class SessionLedger {
  readonly sessions: KnownSession[] = [];
  /** Quantities that visitors saved: a log-in in the same browser takes them along. */
  readonly laidAside: number[] = [];
  /** Ids that an answer has replaced: dead, although their session may go on under another one. */
  readonly #replaced = new Map<string, string>();
  readonly #endedIds = new Map<string, string>();
  /** Set once no session may begin with what the person knew at first. */
  #endOfAll: string | null = null;
  #isSweeping = false;
  readonly #tried = new Set<string>();

  of(cookie: string): KnownSession | undefined {
    const id = idOf(cookie);
    return this.sessions.find(({ ids }) => ids.includes(id));
  }

  /** A log-in was answered with this cookie. */
  begin(name: string, cookie: string): KnownSession {
    const session = new KnownSession(name);
    session.left.push('logged_in');
    session.end = this.#endOfAll;
    session.mayHaveEnded = this.#isSweeping;
    this.sessions.push(session);
    this.goOn(session, cookie);
    return session;
  }

  /** The same session was answered with another cookie. */
  goOn(session: KnownSession, cookie: string): void {
    const id = idOf(cookie);
    if (!session.ids.includes(id)) session.ids.push(id);
    session.cookies.add(cookie);
    session.end ??= this.#endedIds.get(id) ?? null;
  }

  /** All sessions but one are about to be ended: those of log-ins that are not answered yet may be among them. */
  sweep(): readonly KnownSession[] {
    this.#isSweeping = true;
    return [...this.sessions];
  }

  replace(cookie: string, reason: string): void {
    this.#replaced.set(idOf(cookie), reason);
  }

  /** An id that may not be known yet: its session has ended by the time it is. */
  endById(id: string, reason: string): void {
    this.#endedIds.set(id, reason);
    for (const session of this.sessions) if (session.ids.includes(id)) session.end ??= reason;
  }

  /** All but one, and those of log-ins that are answered later: they proved what is not true any more. */
  endOthers(kept: KnownSession, reason: string): void {
    this.#endOfAll ??= reason;
    for (const session of this.sessions) if (session !== kept) session.end ??= reason;
  }

  endAll(reason: string): void {
    this.#endOfAll ??= reason;
    for (const session of this.sessions) session.end ??= reason;
  }

  /** Tokens that let nobody in any more, each of them once. */
  takeDeadTokens(): string[] {
    const dead = this.sessions
      .flatMap(({ cookies }) => [...cookies])
      .filter((cookie) => !this.#tried.has(cookie) && this.refusalOf(cookie) !== null);
    for (const cookie of dead) this.#tried.add(cookie);
    return dead;
  }

  /** Why this cookie may not let anybody in; null when it may. */
  refusalOf(cookie: string): string | null {
    const id = idOf(cookie);
    return this.#replaced.get(id) ?? this.#endedIds.get(id) ?? this.of(cookie)?.end ?? null;
  }
}

export function idOf(cookie: string): string {
  return cookie.split('.')[0] ?? '';
}
