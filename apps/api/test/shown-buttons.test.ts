import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as core from '@gatehouse/auth-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './api.ts';
import { Outbox } from './outbox.ts';
import { type RawPerson, rawLogIn, rawPerson } from './raw-browser.ts';

type Ask = readonly [method: string, path: string, body?: object];
interface Subjects {
  readonly user: core.User;
  readonly message: core.Message;
}

const policies = new Map<string, unknown>(Object.entries(core));
const web = join(import.meta.dirname, '../../web/src');
const reason = { reason: 'Ticket 12' };

/** What the buttons and pages send that stand behind a policy, in an order in which one leaves the next its subject. */
const sent: Readonly<Record<string, (subjects: Subjects) => readonly Ask[]>> = {
  canAdminister: () => [
    ['GET', '/api/admin/users'],
    ['GET', '/api/admin/dashboard'],
    ['GET', '/api/admin/events'],
    ['GET', '/api/admin/events.csv'],
  ],
  canWriteMessage: () => [['POST', '/api/messages', { content: 'New' }]],
  canEditMessage: ({ message }) => [['PATCH', `/api/messages/${message.id}`, { content: 'New' }]],
  canDeleteMessage: ({ message }) => [['DELETE', `/api/messages/${message.id}`]],
  canEditUser: ({ user }) => [['PATCH', `/api/users/${user.id}`, { name: 'New' }]],
  canEndSessions: ({ user }) => [['DELETE', `/api/admin/users/${user.id}/sessions`]],
  canActFor: ({ user }) => [['POST', `/api/admin/users/${user.id}/impersonation`, reason]],
  canSuspend: ({ user }) => [
    ['POST', `/api/admin/users/${user.id}/password-reset`],
    ['PUT', `/api/admin/users/${user.id}/password-demand`, { demanded: true }],
    ['PUT', `/api/admin/users/${user.id}/suspension`, reason],
    ['DELETE', `/api/admin/users/${user.id}/suspension`],
  ],
  canChangeRole: ({ user }) => [['PUT', `/api/users/${user.id}/role`, { role: 'member' }]],
  canDeleteUser: ({ user }) => [['DELETE', `/api/users/${user.id}`]],
};

describe('what pages show', () => {
  let api: Api;
  let outbox: Outbox;
  beforeAll(async () => {
    outbox = await Outbox.open();
    api = await startApi({ variables: { OUTBOX_DIR: outbox.folder } });
    await rawPerson(api, 'admin');
  });
  afterAll(async () => {
    await api?.stop();
    await outbox?.remove();
  });

  it('is asked of policies that are compared here [AZ-08]', () => {
    const files = readdirSync(web, { recursive: true, encoding: 'utf8' });
    const asked = files
      .filter((name) => /\.tsx?$/.test(name))
      .flatMap((name) => [
        ...readFileSync(join(web, name), 'utf8').matchAll(
          /\b(?:useCan|can|requirePolicy)\((can[A-Z]\w+)|\b(can[A-Z]\w+)\(/g,
        ),
      ])
      .map(([, first, second]) => first ?? second ?? '');
    expect([...new Set(asked)].sort()).toEqual(Object.keys(sent).sort());
  });

  it.each([
    ['member', 'self', 5],
    ['member', 'member', 1],
    ['member', 'admin', 1],
    ['admin', 'self', 9],
    ['admin', 'member', 15],
    ['admin', 'admin', 14],
  ] as const)(
    'to a %s about %s is no more than the API does [AZ-08]',
    async (role, kind, count) => {
      const actor = await rawPerson(api, role);
      const other = kind === 'self' ? actor : await rawPerson(api, kind);
      const message = (
        await other.browser.send('POST', '/api/messages', { content: 'Old' })
      ).json<core.Message>();
      const answers = await answersTo(actor, { user: other.user, message });
      expect(answers.filter(({ status }) => status >= 400)).toEqual([]);
      expect(answers).toHaveLength(count);
    },
  );

  async function answersTo(actor: RawPerson, subjects: Subjects) {
    const { user, message } = subjects;
    const answers: { name: string; status: number }[] = [];
    let { browser } = actor;
    for (const [name, asks] of Object.entries(sent)) {
      const policy = policies.get(name) as core.Policy<unknown>;
      if (!policy(actor.user, name.endsWith('Message') ? message : user)) continue;
      for (const [method, path, body] of asks(subjects)) {
        const { status } = await browser.send(method, path, body);
        answers.push({ name: `${name}: ${method} ${path}`, status });
      }
      // Whoever acts is somebody else until they stop.
      if (name === 'canActFor') browser = await rawLogIn(api, actor.user.username);
    }
    return answers;
  }
});
