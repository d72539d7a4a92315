import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readEnv } from '../src/config/env.ts';
import { OutboxModule } from '../src/mail/outbox/outbox.module.ts';
import { type Api, type Person, password, startApi } from './api.ts';
import { eventually } from './eventually.ts';
import { Outbox } from './outbox.ts';
import { statementsOf } from './statement-list.ts';
import { WireBrowser } from './wire-browser.ts';

const firefox = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};
const changed = 'eleven lanterns over the harbour';

/** @returns the status of a log-in that asks for another host */
function logInAs({ env }: Api, host: string, { user, password }: Person): Promise<number> {
  const headers = { host, 'content-type': 'application/json' };
  const path = '/api/session';
  return new Promise((resolve, reject) => {
    request({ port: env.port, host: 'localhost', method: 'POST', path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end(JSON.stringify({ identifier: user.username, password }));
  });
}

describe('notices by mail', () => {
  let api: Api;
  let silent: Api;
  let outbox: Outbox;
  let ana: Person;
  beforeAll(async () => {
    outbox = await Outbox.open();
    api = await startApi({ variables: { OUTBOX_DIR: outbox.folder } });
    silent = await startApi({ databaseUrl: api.databaseUrl });
    ana = await api.register({ username: 'ana' });
  });
  afterAll(async () => {
    await silent?.stop();
    await api?.stop();
    await outbox?.remove();
  });

  it('tell of a new browser, a copied cookie and a new password, at the address of the account [EXT-037] [RC-11]', async () => {
    const owner = new WireBrowser(api, firefox);
    await owner.logIn(ana);
    const first = await outbox.about('ana@example.com', /^New browser/);
    const thief = owner.copy();
    await api.database.query(
      "UPDATE sessions SET rotated_at = rotated_at - interval '16 minutes' WHERE id = $1",
      [owner.sessionId],
    );
    await owner.whoAmI();
    await owner.whoAmI();
    await api.database.query(
      "UPDATE sessions SET previous_until = previous_until - interval '11 seconds' WHERE id = $1",
      [owner.sessionId],
    );
    await thief.whoAmI();
    await outbox.about('ana@example.com', /^A device was signed out/);
    await ana.client.account.changePassword({
      currentPassword: ana.password,
      password: changed,
      passwordConfirmation: changed,
    });
    await outbox.about('ana@example.com', /^New password/);

    expect(first.paragraphs.join()).toContain('Firefox on Linux');
    const everything = JSON.stringify(await outbox.mails());
    for (const secret of [password, changed, owner.token]) expect(everything).not.toContain(secret);
  });

  it('lead to the address of the settings, whatever a request says of its host [RC-07]', async () => {
    const bruno = await api.register({ username: 'bruno' });
    const spoofs: Record<string, string>[] = [
      { 'x-forwarded-host': 'evil.example' },
      { forwarded: 'host=evil.example;proto=https' },
      { 'x-forwarded-proto': 'https', 'x-forwarded-port': '444' },
      { 'x-host': 'evil.example', 'x-original-host': 'evil.example' },
      { 'x-forwarded-server': 'evil.example', 'x-rewrite-url': 'https://evil.example/' },
    ];
    for (const headers of spoofs) await new WireBrowser(api, headers).logIn(bruno);
    expect(await logInAs(api, 'evil.example', bruno)).toBe(400);
    const notices = async () =>
      (await outbox.mails('bruno@example.com')).filter(({ subject }) =>
        /^New browser/.test(subject),
      );
    await eventually(async () => (await notices()).length >= spoofs.length);

    const links = (await notices()).map(({ action }) => action?.url);
    expect(links).toEqual(spoofs.map(() => `${api.baseUrl}/settings/devices`));
    expect(JSON.stringify(await outbox.mails())).not.toContain('evil.example');
  });

  it('are none of wrong passwords, and cost them no statement [RT-13] [EN-04]', async () => {
    const of = async (one: Api) => {
      const statements = statementsOf(one);
      const wrong = { identifier: 'ana', password: 'eleven wrong umbrellas' };
      const answer = await one.send('POST', '/api/session', wrong);
      // What the sender does meanwhile is nobody's time.
      const asked = statements.filter((text) => !/UPDATE mails|FROM mails/.test(text));
      return { status: answer.status, statements: asked };
    };
    const before = (await outbox.mails()).length;
    const withMail = await of(api);

    expect(withMail).toEqual(await of(silent));
    expect(withMail.statements.join()).not.toContain('mails');
    expect((await outbox.mails()).length).toBe(before);
  });

  it('are not written where there is no mail, and nothing asks for them', async () => {
    const statements = statementsOf(silent);
    await new WireBrowser(silent, { 'user-agent': 'a new one' }).logIn({
      ...ana,
      password: changed,
    });

    expect(statements.length).toBeGreaterThan(3);
    expect(
      statements.filter((text) => text.includes('mails') || /SELECT email/.test(text)),
    ).toEqual([]);
  });

  it('are read on a page of this machine, as text and as HTML that can do nothing', async () => {
    const mail = await outbox.about('ana@example.com', /^New browser/);
    const list = await api.raw('/dev/outbox');
    const one = await api.raw(`/dev/outbox/${mail.id}`);
    const policies = [list, one].map(({ headers }) => headers.get('content-security-policy'));

    expect(await list.text()).toContain(`href="/dev/outbox/${mail.id}"`);
    expect(await one.text()).toMatch(/<iframe [^>]*\bsandbox [^>]*srcdoc="&lt;!doctype html&gt;/);
    expect(policies.join()).not.toContain('unsafe');
    expect(policies[1]).toMatch(/; style-src 'self' 'sha256-[\w+/]+='; /);
    for (const path of [ana.user.id, '..%2F..%2Fsecret-key', 'x'])
      expect((await api.raw(`/dev/outbox/${path}`)).status).toBe(404);
  });

  it('are on no page in production, nor where others can knock', () => {
    const given = { NODE_ENV: 'development', OUTBOX_DIR: '/tmp/outbox' };
    const outside = [
      { HOST: '0.0.0.0' },
      { PUBLIC_URL: 'https://shop.example.com' },
      { SMTP_URL: 'smtp://127.0.0.1', MAIL_FROM: 'a@example.com' },
    ];
    const pages = (variables: Record<string, string>) =>
      OutboxModule.with(readEnv({ ...given, ...variables }), undefined).length;
    expect(pages({})).toBe(1);
    expect(outside.map(pages)).toEqual([0, 0, 0]);
    const production = { ...readEnv(given), isProduction: true };
    expect(OutboxModule.with(production, undefined)).toEqual([]);
  });
});
