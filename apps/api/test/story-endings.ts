import { idOf } from './session-ledger.ts';
import { type Act, isMoved, note, noteEnd } from './story-act.ts';
import type { BrowserName } from './story-stage.ts';

const other: Record<BrowserName, BrowserName> = { laptop: 'phone', phone: 'laptop' };

/** What ends sessions, and begins others. */
export const endings = {
  logOut: async (stage, occasion) => {
    const answer = await stage.ask(occasion, { method: 'DELETE', path: '/api/session' });
    // Without a farewell the cookie was dead already, and nothing was ended.
    if (answer.status === 204 && isMoved(answer))
      noteEnd(stage, answer, `${occasion.actor} logged out`);
  },

  revoke: async (stage, occasion) => {
    const id = idOf(stage.tokenOf(other[occasion.browser]));
    const path = `/api/account/sessions/${id || 'none'}`;
    const answer = await stage.ask(occasion, { method: 'DELETE', path });
    if (answer.status !== 204) return;
    stage.ledger.endById(id, `${occasion.actor} revoked it`);
    note(answer, 'left', 'session_ended');
  },

  revokeOthers: async (stage, occasion) => {
    const before = stage.ledger.sweep();
    const path = '/api/account/sessions';
    const answer = await stage.ask(occasion, { method: 'DELETE', path });
    if (answer.status !== 200) return;
    for (const session of before)
      if (session !== answer.session) session.end ??= `${occasion.actor} revoked all others`;
    // Under the token that it has got meanwhile it is one of the others.
    if (answer.session && answer.isOvertaken) answer.session.mayHaveEnded = true;
    note(answer, 'left', 'sessions_ended');
  },

  deleteAccount: async (stage, occasion) => {
    const path = `/api/users/${stage.person.id}`;
    const answer = await stage.ask(occasion, { method: 'DELETE', path });
    if (answer.status === 204) stage.ledger.endAll(`${occasion.actor} deleted the account`);
  },

  /** Ends the session that the browser had. */
  logIn: async (stage, occasion) => {
    const { username: identifier, password } = stage.person;
    const body = { identifier, password };
    const answer = await stage.ask(occasion, { method: 'POST', path: '/api/session', body });
    if (answer.status !== 200) return;
    noteEnd(stage, answer, `${occasion.actor} logged in again`);
    const begun = stage.ledger.begin(occasion.actor, answer.given);
    if (!answer.session) begun.maybe.push(...stage.ledger.laidAside);
  },

  logInElsewhere: async (stage, occasion) => {
    const { username: identifier, password } = stage.person;
    const body = { identifier, password };
    const browser = stage.newBrowser();
    const question = { method: 'POST', path: '/api/session', body, browser };
    const answer = await stage.ask(occasion, question);
    if (answer.status === 200) stage.ledger.begin(occasion.actor, answer.given);
  },
} satisfies Record<string, Act>;
