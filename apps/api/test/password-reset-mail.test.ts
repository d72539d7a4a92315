import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { limitPolicy } from '../src/limits/limit-policy.ts';
import { AfterAnswers } from '../src/recovery/after-answers.ts';
import { answerBytes } from './answer-bytes.ts';
import type { Api } from './api.ts';
import { newAddress } from './guesser.ts';
import { MailedScene } from './mailed-scene.ts';

const { perName, perPerson } = limitPolicy.passwordResets;
const path = '/api/password-reset-requests';

describe('the mail for a forgotten password', () => {
  let scene: MailedScene;
  let api: Api;
  beforeAll(async () => {
    scene = await MailedScene.open({ TRUST_PROXY: '1' });
    api = scene.api;
  });
  afterAll(() => scene.close());

  it('goes to the address that is stored, and to no other that looks like it [RC-06] [RT-11]', async () => {
    const { user } = await api.register({ username: 'mike', email: 'mike@example.com' });
    const looksLike = [
      'm\u0131ke@example.com',
      'mike\uff20example.com',
      '\uff4dike@example.com',
      'mike@example.com,eve@evil.example',
      'eve@evil.example,mike@example.com',
      'mike@example.com eve@evil.example',
      '<mike@example.com>',
      'mike@example.com@evil.example',
      'm%69ke@example.com',
    ];
    for (const identifier of looksLike) expect((await scene.forget(identifier)).status).toBe(202);
    expect(await scene.links(user.email)).toBe(0);
    expect((await scene.outbox.mails()).map(({ to }) => to)).not.toContainEqual(
      expect.stringContaining('evil'),
    );

    for (const [index, identifier] of [
      'MIKE@EXAMPLE.com',
      ' Mike ',
      'mike@example.com\u200b',
    ].entries()) {
      await scene.forget(identifier);
      expect((await scene.link(user.email, index + 1)).pathname).toBe('/reset-password');
    }
  });

  it('has links of the settings, whatever a request says of its host [RC-07]', async () => {
    const { user } = await api.register();
    const evil = 'evil.example';
    const own = `localhost:${api.env.port}`;
    const spoofed: Record<string, string>[] = [
      { host: evil },
      { host: `${own}.${evil}` },
      { host: own, 'x-forwarded-host': evil },
      { host: own, forwarded: `for=1.2.3.4;host=${evil};proto=https` },
      { host: own, 'x-host': evil, 'x-original-host': evil, 'x-forwarded-server': evil },
      { host: own, 'x-original-url': `https://${evil}/`, 'x-rewrite-url': `https://${evil}/` },
      { host: own, 'x-forwarded-proto': 'https', 'x-forwarded-port': '4443' },
    ];
    const statuses: string[] = [];
    for (const headers of spoofed) {
      const body = { identifier: user.username };
      const answer = await answerBytes(api, { method: 'POST', path, headers, body });
      statuses.push(answer.slice(9, 12));
    }
    await api.app.get(AfterAnswers).done();
    expect(statuses).toEqual(['400', '400', '202', '202', '202', '202', '202']);
    await scene.link(user.email, 5);
    const mails = JSON.stringify(await scene.outbox.mails(user.email));
    expect(mails).not.toContain(evil);
    expect(mails).not.toContain('4443');
    expect((await scene.link(user.email, 5)).origin).toBe(api.env.publicUrl.origin);
  });

  it('is written when the answer is gone: no lock and no wait shows in it [EN-02] [RT-12]', async () => {
    const { user } = await api.register();
    const holder = api.database.createQueryRunner();
    await holder.startTransaction();
    await holder.query('LOCK TABLE users IN ACCESS EXCLUSIVE MODE');
    // It could not be answered, if anything were looked up before.
    const body = { identifier: user.username };
    expect((await api.send('POST', path, body)).status).toBe(202);
    await holder.rollbackTransaction();
    await holder.release();
    await api.app.get(AfterAnswers).done();
    expect((await scene.link(user.email)).hash).toMatch(/^#[\w-]{43}$/);
  });

  it('is sent so often and no more, and nobody who asks learns whose name and address belong together [TH-03] [EN-01]', async () => {
    const { user } = await api.register();
    const ask = (identifier: string) =>
      scene.forget(identifier, { 'x-forwarded-for': newAddress() });
    const statuses = [];
    for (let count = 0; count < perName; count += 1)
      for (const identifier of [user.username, user.email])
        statuses.push((await ask(identifier)).status);
    expect(new Set(statuses)).toEqual(new Set([202]));
    await scene.link(user.email, perPerson);
    expect(await scene.links(user.email)).toBe(perPerson);

    for (const identifier of [user.username, user.email.toUpperCase()]) {
      const refused = await ask(identifier);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_000);
    }
  });

  it('has a token that stands in no line of the log, and no address [RC-10]', async () => {
    const { user } = await api.register();
    await scene.forget(user.email);
    const token = await scene.token(user.email);
    await scene.use('password_reset', token);
    await scene.use('password_reset', token);
    const log = api.log.join('\n');
    expect(log).toContain(path);
    for (const secret of [token, user.email, encodeURIComponent(user.email)])
      expect(log).not.toContain(secret);
  });
});
