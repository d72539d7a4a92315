import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { createDataSource } from '../src/database/data-source.ts';
import { MailSeal } from '../src/mail/mail-seal.ts';
import { createTestDatabase, type TestDatabase } from '../test/database.ts';
import { eventually } from '../test/eventually.ts';
import { SmtpSink } from '../test/smtp-sink.ts';
import { WireBrowser } from '../test/wire-browser.ts';
import { BuiltServer } from './built-server.ts';
import { Certificate } from './edge/certificate.ts';
import { compareTimes, keepFigures } from './stopwatch.ts';
import { registrationOf } from './traffic.ts';

const key = newSecretKey();
const letter = { subject: 'A word from us', paragraphs: ['A sentence of it.'] };

describe('a mail server that fails', () => {
  let database: TestDatabase;
  let hand: DataSource;
  let sink: SmtpSink;
  let certificate: Certificate;
  const servers: BuiltServer[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    hand = await createDataSource(database.url, () => undefined).initialize();
    sink = await SmtpSink.open();
    certificate = await Certificate.make(['DNS:localhost']);
  });
  afterEach(async () => {
    sink.mood = 'takes';
    sink.mails.length = 0;
    for (const server of servers.splice(0)) await server.stop();
    await hand.query('DELETE FROM mails');
  });
  afterAll(async () => {
    await sink?.close();
    await hand?.destroy();
    await database?.drop();
    await certificate?.remove();
  });

  const start = async (url: string, variables: Record<string, string> = {}) => {
    const server = await BuiltServer.start({
      databaseUrl: database.url,
      variables: { SECRET_KEYS: key, SMTP_URL: url, MAIL_FROM: 'hello@example.com', ...variables },
    });
    servers.push(server);
    return server;
  };

  /** As a process that is gone would have left them. */
  const insert = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index++) {
      const id = randomUUID();
      const to = `person.${index}@example.com`;
      const content = new MailSeal([key]).close(id, { to, letter });
      await hand.query('INSERT INTO mails (id, content) VALUES ($1, $2)', [id, content]);
    }
  };

  const countOf = async (condition: string): Promise<number> => {
    const [row] = await hand.query(`SELECT count(*)::int AS "of" FROM mails WHERE ${condition}`);
    return row.of;
  };

  it('gets every mail once although processes share them and one is killed; what it held may come twice [D-07]', async () => {
    await insert(400);
    const [first] = await Promise.all([start(sink.url), start(sink.url)]);
    await eventually(() => sink.mails.length >= 50);
    first.kill('SIGKILL');
    await first.end;
    await eventually(async () => (await countOf('content IS NOT NULL AND tries = 0')) === 0);
    // What was claimed by the one that is gone is free again after its lease.
    await hand.query('UPDATE mails SET next_try_at = now() WHERE content IS NOT NULL');
    await start(sink.url);
    await eventually(async () => (await countOf('content IS NOT NULL')) === 0);

    const { ids } = sink;
    expect(new Set(ids).size).toBe(400);
    expect(ids.length - 400).toBeLessThanOrEqual(4);
  });

  it('costs whoever asks no time, whether it is slow, silent or not there [D-07] [RT-13]', async () => {
    const stuck = await SmtpSink.open();
    stuck.mood = 'stuck';
    const silent = await SmtpSink.open();
    silent.mood = 'silent';
    const addresses = {
      takes: sink.url,
      stuck: stuck.url,
      silent: silent.url,
      gone: 'smtp://127.0.0.1:9',
    };
    const started = await Promise.all(
      Object.entries(addresses).map(async ([name, url]) => [name, await start(url)] as const),
    );
    const password = 'nine lanterns over the harbour';
    const [[, anyServer]] = started as [readonly [string, BuiltServer]];
    await hand.query('DELETE FROM users');
    await anyServer.raw('/api/users', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...registrationOf('mail'), password, passwordConfirmation: password }),
    });
    const { username } = registrationOf('mail');
    const tasks = Object.fromEntries(
      started.map(([name, server]) => [
        name,
        // A browser of nobody: the person is told of it by mail.
        () => new WireBrowser(server).logIn({ user: { username }, password }),
      ]),
    );
    const figures = await compareTimes(tasks, { samples: 40, between: async () => undefined });
    await keepFigures('mail', figures);
    const first = figures['takes']?.median ?? 0;
    expect(await countOf('true')).toBeGreaterThan(100);
    // On a busy computer the middle wanders; then it is the order that tells.
    const apart = Object.entries(figures).filter(
      ([, { median, likelihood }]) => likelihood <= 0.01 && Math.abs(median - first) >= 5,
    );
    expect(apart).toEqual([]);
    await Promise.all([stuck.close(), silent.close()]);
  });

  it('keeps no process from ending in order, and what was not sent waits for the next [D-07]', async () => {
    sink.mood = 'stuck';
    await insert(3);
    const server = await start(sink.url);
    await eventually(() => sink.calls >= 3);
    const asked = performance.now();

    expect(await server.stop()).toBe(0);
    expect(performance.now() - asked).toBeLessThan(12_000);
    expect(await countOf('content IS NOT NULL')).toBe(3);
  });

  it('is told nothing over a line that others can read, and nothing when it cannot prove its name [CF-02]', async () => {
    await insert(2);
    const plain = await SmtpSink.open();
    const secure = await SmtpSink.open({ tls: await certificate.keyAndCertificate() });
    const secureUrl = `smtps://user:word@localhost:${secure.port}`;
    // Not this machine, as far as anybody can tell by the name.
    const first = await start(`smtp://user:word@0.0.0.0:${plain.port}`);
    await eventually(() => first.log.filter((line) => line.includes('not taken')).length >= 2);
    expect(plain.heard).toMatch(/^EHLO/);
    expect(plain.heard).not.toMatch(/AUTH|MAIL|example\.com|dXNlcg/);
    await first.stop();

    await hand.query('UPDATE mails SET next_try_at = now()');
    const second = await start(secureUrl);
    await eventually(() => second.log.filter((line) => line.includes('not taken')).length >= 2);
    expect(secure.heard).toBe('');
    expect(second.log.join()).not.toContain('word');
    await second.stop();

    // So it was the certificate.
    await hand.query('UPDATE mails SET next_try_at = now()');
    await start(secureUrl, { NODE_EXTRA_CA_CERTS: certificate.certificateFile });
    await eventually(() => secure.mails.length === 2);
    expect(secure.heard).toContain(Buffer.from('\0user\0word').toString('base64'));
    await Promise.all([plain.close(), secure.close()]);
  });
});
