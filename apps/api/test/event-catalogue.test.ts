import { readFile } from 'node:fs/promises';
import { keptEvents, type Message, type SessionView, type User } from '@gatehouse/auth-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountClosing } from '../src/closing/account-closing.ts';
import { type EventName, isSuspicious, toldEvents } from '../src/events/event-name.ts';
import { AfterAnswers } from '../src/recovery/after-answers.ts';
import { MailedTokens } from '../src/recovery/mailed-tokens.ts';
import type { TokenPurpose } from '../src/recovery/token-policy.ts';
import { type Api, newRegistration, password, startApi } from './api.ts';
import { Outbox } from './outbox.ts';
import { toldEvents as toldSince } from './security-log.ts';
import { WireBrowser } from './wire-browser.ts';

const wrong = 'eleven wrong umbrellas';
const firefox = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};
const iphone = {
  'user-agent':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
};

/** Somebody who is logged in, an admin who is, and a visitor. */
interface Cast {
  readonly api: Api;
  readonly outbox: Outbox;
  readonly ada: { readonly user: User; readonly password: string };
  readonly browser: WireBrowser;
  readonly admin: WireBrowser;
  readonly visitor: WireBrowser;
}

type Step = (cast: Cast) => Promise<unknown>;

interface Scenario {
  readonly title: string;
  /** Whatever has to be before. */
  readonly given?: Step;
  readonly when: Step;
  /** In the order in which they are told. */
  readonly events: readonly EventName[];
}

const onSession =
  (change: string): Step =>
  ({ api, browser }) =>
    api.database.query(`UPDATE sessions SET ${change} WHERE id = $1`, [browser.sessionId]);

/** A link of that purpose, to that address. */
const linkTo = ({ api, ada }: Cast, purpose: TokenPurpose, email = ada.user.email) =>
  api.database.transaction((manager) =>
    api.app.get(MailedTokens).issue(manager, { purpose, userId: ada.user.id, email }),
  );

const askForAddress: Step = ({ browser, ada }) =>
  browser.send('PATCH', `/api/users/${ada.user.id}`, { email: `new.${ada.user.email}` });

const tryPassword: Step = ({ visitor, ada }) =>
  visitor.send('POST', '/api/session', { identifier: ada.user.username, password: wrong });

/** In the visitor's browser. */
const signInAdmin: Step = async ({ api, visitor }) => visitor.logIn(await api.registerAs('admin'));

const actAs = (browser: WireBrowser, { user }: Cast['ada']) =>
  browser.send('POST', `/api/admin/users/${user.id}/impersonation`, { reason: 'Ticket 12' });

const forget: Step = async ({ api, visitor, ada }) => {
  await visitor.send('POST', '/api/password-reset-requests', { identifier: ada.user.email });
  await api.app.get(AfterAnswers).done();
};

const useLink: Step = async (cast) =>
  cast.visitor.send('POST', '/api/password-resets', {
    token: Outbox.tokenOf(await cast.outbox.lastTo('/reset-password', cast.ada.user.email)),
    password: 'twelve other umbrellas',
    passwordConfirmation: 'twelve other umbrellas',
  });

const scenarios: readonly Scenario[] = [
  {
    title: 'a registration',
    when: ({ visitor }) => visitor.send('POST', '/api/users', newRegistration()),
    events: ['user_created', 'session_created'],
  },
  {
    title: 'a registration of a name that is taken',
    when: ({ visitor, ada }) =>
      visitor.send('POST', '/api/users', newRegistration({ username: ada.user.username })),
    events: [],
  },
  {
    title: 'a log-in',
    when: ({ visitor, ada }) => visitor.logIn(ada),
    events: ['session_created'],
  },
  {
    title: 'a log-in by a form',
    when: ({ visitor, ada }) =>
      visitor.send(
        'POST',
        '/login',
        new URLSearchParams({ identifier: ada.user.username, password }),
      ),
    events: ['session_created'],
  },
  { title: 'a wrong password', when: tryPassword, events: ['authn_login_fail'] },
  {
    title: 'a password of nobody, by a form',
    when: ({ visitor }) =>
      visitor.send('POST', '/login', new URLSearchParams({ identifier: wrong, password: wrong })),
    events: ['authn_login_fail'],
  },
  {
    title: 'so many wrong passwords that the next has to wait',
    given: async (cast) => {
      for (const _ of [1, 2, 3, 4]) await tryPassword(cast);
    },
    when: async (cast) => {
      for (const _ of [1, 2]) await tryPassword(cast);
    },
    events: ['authn_login_fail_max', 'authn_login_fail', 'excess_rate_limit_exceeded'],
  },
  {
    title: 'the last of a hundred wrong passwords',
    given: ({ api, ada }) =>
      api.database.query('INSERT INTO password_failures (key, failures) VALUES ($1, 99)', [
        `user:${ada.user.id}`,
      ]),
    when: tryPassword,
    events: ['authn_login_lock', 'authn_login_fail'],
  },
  { title: 'a log-out', when: ({ browser }) => browser.logOut(), events: ['session_logout'] },
  { title: 'a log-out of a visitor', when: ({ visitor }) => visitor.logOut(), events: [] },
  {
    title: 'a password that is proved again',
    when: ({ browser }) => browser.send('POST', '/api/session/confirmation', { password }),
    events: ['session_confirmed'],
  },
  {
    title: 'a wrong one',
    when: ({ browser }) => browser.send('POST', '/api/session/confirmation', { password: wrong }),
    events: ['authn_login_fail'],
  },
  {
    title: 'a new password',
    when: ({ browser }) =>
      browser.send('PUT', '/api/account/password', {
        currentPassword: password,
        password: 'twelve other umbrellas',
        passwordConfirmation: 'twelve other umbrellas',
      }),
    events: ['authn_password_change'],
  },
  {
    title: 'a password that is forgotten',
    when: forget,
    events: ['authn_token_created'],
  },
  {
    title: 'one of nobody',
    when: async ({ api, visitor }) => {
      await visitor.send('POST', '/api/password-reset-requests', { identifier: 'nobody' });
      await api.app.get(AfterAnswers).done();
    },
    events: [],
  },
  {
    title: 'a new one by a mailed link',
    given: forget,
    when: useLink,
    events: ['authn_password_reset'],
  },
  {
    title: 'a mailed link that was used',
    given: async (cast) => {
      await forget(cast);
      await useLink(cast);
    },
    when: useLink,
    events: ['authn_token_reuse'],
  },
  {
    title: 'a mailed link that is used where somebody else is logged in',
    given: async (cast) => {
      await forget(cast);
      await cast.visitor.logIn(await cast.api.register());
    },
    when: useLink,
    events: ['authn_password_reset', 'session_logout'],
  },
  {
    title: 'a new password that an admin begins',
    when: ({ admin, ada }) =>
      admin.send('POST', `/api/admin/users/${ada.user.id}/password-reset`, {}),
    events: ['authn_token_created', 'authz_admin'],
  },
  {
    title: 'the end of a session from the list of devices',
    given: ({ visitor, ada }) => visitor.logIn(ada),
    when: ({ browser, visitor }) =>
      browser.send('DELETE', `/api/account/sessions/${visitor.sessionId}`),
    events: ['session_ended'],
  },
  {
    title: 'the end of all other sessions',
    given: ({ visitor, ada }) => visitor.logIn(ada),
    when: ({ browser }) => browser.send('DELETE', '/api/account/sessions'),
    events: ['sessions_ended'],
  },
  {
    title: 'a sensitive action long after the password',
    given: onSession('fresh_until = NULL'),
    when: ({ browser }) => browser.send('DELETE', '/api/account/sessions'),
    events: ['reauthentication_demanded'],
  },
  {
    title: 'a session that is used after its time',
    given: onSession(`idle_expires_at = now() - interval '1 min'`),
    when: ({ browser }) => browser.whoAmI(),
    events: ['session_expired', 'session_use_after_expire'],
  },
  {
    title: 'a session that is used after its log-out',
    given: ({ browser }) => browser.copy().logOut(),
    when: ({ browser }) => browser.whoAmI(),
    events: ['session_use_after_expire'],
  },
  {
    title: 'a session that is used for long',
    given: onSession(`rotated_at = rotated_at - interval '16 minutes'`),
    when: ({ browser }) => browser.whoAmI(),
    events: ['session_renewed'],
  },
  {
    title: 'an old copy of a cookie',
    given: async (cast) => {
      await onSession(`rotated_at = rotated_at - interval '16 minutes'`)(cast);
      const owner = cast.browser.copy();
      for (const _ of [1, 2]) await owner.whoAmI();
      await onSession(`previous_until = previous_until - interval '11 seconds'`)(cast);
    },
    when: ({ browser }) => browser.whoAmI(),
    events: ['session_stolen'],
  },
  {
    title: 'a session on another device',
    when: ({ browser }) => browser.copy({ headers: iphone }).whoAmI(),
    events: ['session_protected'],
  },
  {
    title: 'a remembered session after the browser was closed',
    given: ({ visitor, ada }) => visitor.logIn(ada, true),
    when: ({ visitor }) => {
      visitor.restart();
      return visitor.whoAmI();
    },
    events: ['session_restored'],
  },
  {
    title: 'a new role',
    when: ({ admin, ada }) =>
      admin.send('PUT', `/api/users/${ada.user.id}/role`, { role: 'admin' }),
    events: ['authz_change'],
  },
  {
    title: 'a profile that an admin changes',
    when: ({ admin, ada }) => admin.send('PATCH', `/api/users/${ada.user.id}`, { name: 'Ada L.' }),
    events: ['authz_admin'],
  },
  {
    title: 'a suspension',
    when: ({ admin, ada }) =>
      admin.send('PUT', `/api/admin/users/${ada.user.id}/suspension`, { reason: 'Spam' }),
    events: ['authz_admin'],
  },
  {
    title: 'the end of a suspension',
    given: ({ api, ada }) =>
      api.database.query('UPDATE users SET suspended_at = now() WHERE id = $1', [ada.user.id]),
    when: ({ admin, ada }) => admin.send('DELETE', `/api/admin/users/${ada.user.id}/suspension`),
    events: ['authz_admin'],
  },
  {
    title: 'the end of a suspension that was none',
    when: ({ admin, ada }) => admin.send('DELETE', `/api/admin/users/${ada.user.id}/suspension`),
    events: [],
  },
  {
    title: 'the end of all sessions of somebody, by an admin',
    when: ({ admin, ada }) => admin.send('DELETE', `/api/admin/users/${ada.user.id}/sessions`),
    events: ['authz_admin'],
  },
  {
    title: 'an address that is verified',
    when: async (cast) =>
      cast.visitor.send('POST', '/api/email-verifications', {
        token: await linkTo(cast, 'email_verification'),
      }),
    events: ['email_verified'],
  },
  {
    title: 'another address that is asked for',
    when: askForAddress,
    events: ['email_change_requested'],
  },
  {
    title: 'another address that is not wanted any more',
    given: askForAddress,
    when: async ({ browser }) => {
      for (const _ of [1, 2]) await browser.send('DELETE', '/api/account/email-change');
    },
    events: ['email_change_cancelled'],
  },
  {
    title: 'another address that is confirmed',
    when: async (cast) =>
      cast.visitor.send('POST', '/api/email-changes', {
        token: await linkTo(cast, 'email_change', `new.${cast.ada.user.email}`),
      }),
    events: ['email_changed'],
  },
  {
    title: 'an address that an admin changes',
    when: (cast) => askForAddress({ ...cast, browser: cast.admin }),
    events: ['authz_admin', 'email_changed'],
  },
  {
    title: 'a profile that its owner changes',
    when: ({ browser, ada }) =>
      browser.send('PATCH', `/api/users/${ada.user.id}`, { name: 'Ada L.' }),
    events: [],
  },
  {
    title: 'a message that an admin removes',
    when: async ({ admin, browser }) => {
      const { id } = await browser.read<Message>('POST', '/api/messages', { content: 'Hello' });
      return admin.send('DELETE', `/api/messages/${id}`);
    },
    events: ['authz_admin'],
  },
  {
    title: 'the end of an account',
    when: ({ browser, ada }) => browser.send('DELETE', `/api/users/${ada.user.id}`),
    events: ['user_archived'],
  },
  {
    title: 'a closed account that its person keeps',
    given: async ({ ada, browser }) => {
      await browser.send('DELETE', `/api/users/${ada.user.id}`);
      await browser.logIn(ada);
    },
    when: ({ browser }) => browser.send('DELETE', '/api/account/deletion'),
    events: ['user_restored'],
  },
  {
    title: 'a closed account whose time is over',
    given: async ({ api, ada, browser }) => {
      await browser.send('DELETE', `/api/users/${ada.user.id}`);
      await api.database.query('UPDATE users SET deletion_due_at = now() WHERE id = $1', [
        ada.user.id,
      ]);
    },
    when: ({ api }) =>
      api.database.transaction((manager) => api.app.get(AccountClosing).removeNextDue(manager)),
    events: ['user_deleted'],
  },
  {
    title: 'a password that an admin wants to be replaced',
    when: ({ admin, ada }) =>
      admin.send('PUT', `/api/admin/users/${ada.user.id}/password-demand`, { demanded: true }),
    events: ['authn_password_demand'],
  },
  {
    title: 'a copy of what is kept of a person',
    when: ({ browser }) => browser.send('GET', '/api/account/data'),
    events: ['sensitive_read'],
  },
  {
    title: 'a visitor at a closed door',
    when: ({ visitor }) => visitor.send('GET', '/api/users'),
    events: ['authz_fail'],
  },
  {
    title: 'somebody without the right',
    when: ({ browser, admin }) =>
      admin
        .view()
        .then(({ user }) => browser.send('PATCH', `/api/users/${user?.id}`, { name: 'Mallory' })),
    events: ['authz_fail'],
  },
  {
    title: 'an admin who begins to act for somebody',
    given: signInAdmin,
    when: ({ visitor, ada }) => actAs(visitor, ada),
    events: ['acting_started'],
  },
  {
    title: 'what the admin writes meanwhile',
    given: async (cast) => {
      await signInAdmin(cast);
      await actAs(cast.visitor, cast.ada);
    },
    when: ({ visitor }) => visitor.send('POST', '/api/messages', { content: 'Hello' }),
    events: ['authz_admin'],
  },
  {
    title: 'an admin who is themself again',
    given: async (cast) => {
      await signInAdmin(cast);
      await actAs(cast.visitor, cast.ada);
    },
    when: ({ visitor }) => visitor.send('DELETE', '/api/session/impersonation'),
    events: ['acting_ended'],
  },
  {
    title: 'a form that is not filled in',
    when: ({ visitor }) => visitor.send('POST', '/api/session', { identifier: 'ada' }),
    events: ['input_validation_fail'],
  },
  {
    title: 'a body that is no JSON',
    when: ({ api }) => broken(api, '{"a":'),
    events: ['input_validation_fail'],
  },
  {
    title: 'a body of another kind',
    when: ({ api }) =>
      api.raw('/api/session', {
        method: 'POST',
        headers: { 'content-type': 'text/xml' },
        body: '<a/>',
      }),
    events: ['input_validation_fail'],
  },
  {
    title: 'a role that somebody asks for',
    when: ({ visitor }) =>
      visitor.send('POST', '/api/users', { ...newRegistration(), role: 'admin' }),
    events: ['malicious_extraneous'],
  },
  {
    title: 'a way into a prototype',
    when: ({ api }) => broken(api, '{"__proto__":{"role":"admin"}}'),
    events: ['malicious_extraneous'],
  },
  {
    title: 'two session cookies at once',
    when: ({ api, browser }) =>
      api.raw('/api/session', { headers: { cookie: `${browser.cookie}; sid=planted` } }),
    events: ['malicious_extraneous'],
  },
  {
    title: 'a write that another site made a browser send',
    when: ({ browser }) =>
      browser.send('DELETE', '/api/session', undefined, { origin: 'https://evil.example' }),
    events: ['malicious_csrf'],
  },
  {
    title: 'reading pages and lists',
    when: async ({ browser, visitor }) => {
      for (const path of ['/api/session', '/api/users', '/api/account/sessions', '/api/counter'])
        await browser.send('GET', path);
      for (const path of ['/api/session', '/api/messages', '/api/nowhere', '/api/health/ready'])
        await visitor.send('GET', path);
    },
    events: [],
  },
];

const broken = (api: Api, body: string) =>
  api.raw('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });

describe('what happens', () => {
  let api: Api;
  let outbox: Outbox;
  let admin: WireBrowser;
  beforeAll(async () => {
    outbox = await Outbox.open();
    api = await startApi({
      variables: {
        REGISTRATIONS_PER_ADDRESS: '1000',
        DELETION_GRACE: '14d',
        OUTBOX_DIR: outbox.folder,
      },
    });
    admin = new WireBrowser(api);
    await admin.logIn(await api.registerAs('admin'));
  });
  afterAll(async () => {
    await api?.stop();
    await outbox?.remove();
  });

  async function eventsOf({ given, when }: Scenario): Promise<{ kept: string[]; told: unknown[] }> {
    const [browser, visitor] = [new WireBrowser(api, firefox), new WireBrowser(api)];
    const registered = await browser.read<SessionView>('POST', '/api/users', newRegistration());
    if (!registered.user) throw new Error('Nobody was registered.');
    const cast = { api, outbox, ada: { user: registered.user, password }, browser, admin, visitor };
    await given?.(cast);
    const [{ last }] = await api.database.query('SELECT max(id) AS last FROM security_events');
    const since = api.log.length;
    await when(cast);
    const rows: { name: string }[] = await api.database.query(
      'SELECT name FROM security_events WHERE id > $1 ORDER BY id',
      [last],
    );
    return {
      kept: rows.map(({ name }) => name),
      told: toldSince(api, since).map(({ event }) => event),
    };
  }

  it('is exactly the events that it should be: a line each, and a row of those that are kept [LG-01] [ASK-043] [FL-131] [EXT-022]', async () => {
    const kept = new Set<string>(keptEvents);
    const faults: unknown[] = [];
    for (const scenario of scenarios) {
      const { title, events } = scenario;
      const found = { title, ...(await eventsOf(scenario)) };
      const wanted = { title, kept: events.filter((name) => kept.has(name)), told: events };
      if (JSON.stringify(found) !== JSON.stringify(wanted)) faults.push({ found, wanted });
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('has a name that a scenario leads to, or is about an import, mail or stolen passwords, or the beginning and the end of a process', () => {
    const covered = new Set(scenarios.flatMap(({ events }) => events));
    const missing = [...keptEvents, ...toldEvents].filter((name) => !covered.has(name));
    expect(missing).toEqual([
      'users_imported',
      'breach_check_failed',
      'mail_failed',
      'sys_startup',
      'sys_shutdown',
    ]);
  });

  it('is the page about events, name by name', async () => {
    const page = await readFile(
      new URL('../../../docs/reference/events.md', import.meta.url),
      'utf8',
    );
    const rows = [...page.matchAll(/^\| `(\w+)` \| [^|]+ \| (row|line)[^|]* \| (\w+) \|/gm)];
    const level = (name: EventName) => (isSuspicious(name) ? 'warn' : 'info');

    expect(rows.map(([, ...cells]) => cells)).toEqual([
      ...keptEvents.map((name) => [name, 'row', level(name)]),
      ...toldEvents.map((name) => [name, 'line', level(name)]),
    ]);
  });
});

describe('a process', () => {
  it('tells when it serves, and when it has ended in order [LG-01]', async () => {
    const api = await startApi();
    await api.stop();
    const told = toldSince(api, 0);

    expect(told.map(({ event }) => event)).toEqual(['sys_startup', 'sys_shutdown']);
    expect(told.filter(({ time }) => !/^\d{4}-\d\d-\d\dT.+Z$/.test(String(time)))).toEqual([]);
  });
});
