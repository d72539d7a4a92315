import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Letter, named } from '../src/mail/letter.ts';
import { mailedLink } from '../src/mail/link.ts';
import { MailQueue } from '../src/mail/mail-queue.ts';
import { MailSeal } from '../src/mail/mail-seal.ts';
import { MailSender } from '../src/mail/mail-sender.ts';
import { Metrics } from '../src/metrics/metrics.ts';
import { type Api, startApi } from './api.ts';
import { eventually } from './eventually.ts';
import { Outbox } from './outbox.ts';
import { toldEvents } from './security-log.ts';
import { SmtpSink } from './smtp-sink.ts';

const letter: Letter = { subject: 'A word from us', paragraphs: ['A sentence of it.'] };

const add = (api: Api, to: string, what = letter) =>
  api.database.transaction((manager) => api.app.get(MailQueue).add(manager, to, what));

describe('mail', () => {
  let api: Api;
  let outbox: Outbox;
  beforeAll(async () => {
    outbox = await Outbox.open();
    api = await startApi({ variables: { OUTBOX_DIR: outbox.folder } });
  });
  afterAll(async () => {
    await api?.stop();
    await outbox?.remove();
  });

  it('is sent once it is committed, and what it said is erased', async () => {
    const said = {
      subject: 'A word from us',
      paragraphs: [`${named('Ana')} asked for it.`],
      action: { words: 'Have a look', url: mailedLink(api.env, '/reset-password', 'token') },
    };
    await add(api, 'ana@example.com', said);
    const mail = await outbox.last('ana@example.com');

    expect(mail).toMatchObject(said);
    expect(mail.action?.url).toBe(`${api.baseUrl}/reset-password#token`);
    expect(Outbox.tokenOf(mail)).toBe('token');
    await eventually(async () => {
      const [row] = await api.database.query('SELECT * FROM mails WHERE id = $1', [mail.id]);
      return row.sent_at !== null && row.content === null && row.tries === 1;
    });
  });

  it('is not sent when what it tells of did not happen', async () => {
    const undone = api.database.transaction(async (manager) => {
      await api.app.get(MailQueue).add(manager, 'nobody@example.com', letter);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await add(api, 'next@example.com');
    await outbox.last('next@example.com');

    expect(await outbox.mails('nobody@example.com')).toEqual([]);
    expect(await api.database.query('SELECT 1 FROM mails WHERE content IS NOT NULL')).toEqual([]);
  });

  it('goes to exactly one address, as it is stored, or to nobody [RC-06]', async () => {
    const since = api.log.length;
    const lists = [
      'ana@example.com,eve@example.org',
      'ana@example.com;eve@example.org',
      'ana@example.com eve@example.org',
      'ana@example.com\r\nBcc: eve@example.org',
      'ana@example.com\nRCPT TO:<eve@example.org>',
      '<ana@example.com>',
      'Ana <ana@example.com>',
      '"ana@example.com,"@example.org',
      'friends:ana@example.com',
      'ana@example.com(eve@example.org)',
      'ana@eve@example.org',
      'ana＠example.com',
      'ana',
      '',
    ];
    for (const to of lists) await add(api, to);
    await eventually(
      () => toldEvents(api, since).filter(({ event }) => event === 'mail_failed').length >= 14,
    );
    expect(toldEvents(api, since)[0]).toMatchObject({
      event: 'mail_failed',
      details: { reason: 'refused', tries: 1 },
    });
    const sent = await outbox.mails();
    expect(sent.filter(({ to }) => lists.includes(to))).toEqual([]);
    // Others are others, however alike they look.
    await add(api, 'mıke@example.com');
    expect((await outbox.last('mıke@example.com')).to).toBe('mıke@example.com');
  });

  it('lies closed in the table, for its row alone, and opens by older keys [CR-02]', () => {
    const [older, newer] = ['a'.repeat(40), 'b'.repeat(40)];
    const [id, other] = [randomUUID(), randomUUID()];
    const closed = new MailSeal([older]).close(id, { secret: 'words' });

    expect(closed.toString('latin1')).not.toContain('words');
    expect(new MailSeal([older]).close(id, { secret: 'words' }).equals(closed)).toBe(false);
    expect(new MailSeal([newer, older]).open(id, closed)).toEqual({ secret: 'words' });
    expect(new MailSeal([newer]).open(id, closed)).toBeUndefined();
    expect(new MailSeal([older]).open(other, closed)).toBeUndefined();
    for (const at of [0, 12, closed.length - 1]) {
      const changed = Buffer.from(closed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(new MailSeal([older]).open(id, changed)).toBeUndefined();
    }
    expect(new MailSeal([older]).open(id, closed.subarray(0, 20))).toBeUndefined();
  });
});

describe('mail for a server', () => {
  let sink: SmtpSink;
  let api: Api;
  let other: Api;
  beforeAll(async () => {
    sink = await SmtpSink.open();
    const variables = {
      SMTP_URL: sink.url,
      MAIL_FROM: 'Gatehouse <hello@example.com>',
      SECRET_KEYS: 'Tn4qYz8LkP2mWv6RbX9sCd3FgH7jKa1E',
    };
    api = await startApi({ variables });
    other = await startApi({ variables, databaseUrl: api.databaseUrl });
  });
  afterAll(async () => {
    await api?.stop();
    await sink?.close();
  });

  /** After the pause that a failed try makes. */
  const tryAgain = async (): Promise<void> => {
    await api.database.query('UPDATE mails SET next_try_at = now() WHERE content IS NOT NULL');
    api.app.get(MailSender).wake();
  };

  const waiting = (tries: number) =>
    eventually(async () => {
      const [row] = await api.database.query(
        'SELECT tries, next_try_at > now() AS later FROM mails WHERE content IS NOT NULL',
      );
      // The claim alone sets a time as well, two minutes ahead.
      return row?.tries === tries && row.later && lines('a mail was not taken').length >= tries;
    });

  const lines = (words: string) =>
    [...api.log, ...other.log].filter((line) => line.includes(words));

  it('arrives with a head that nobody can write into [RC-06]', async () => {
    await add(api, 'bo@example.com', {
      subject: 'For Bo\r\nBcc: eve@example.org\r\n\r\n<b>',
      paragraphs: ['Hello Bo\r\n.\r\nMAIL FROM:<eve@example.org>', 'Jürgen <script>'],
    });
    await eventually(() => sink.mails.length === 1);
    const [mail] = sink.mails;
    const [head = ''] = mail?.message.split('\r\n\r\n') ?? [];

    expect(mail).toMatchObject({ from: 'hello@example.com', to: ['bo@example.com'] });
    expect(head.split('\r\n').map((line) => line.split(/[:=]/)[0])).toEqual([
      'Auto-Submitted',
      'From',
      'To',
      'Subject',
      'Message-ID',
      'Date',
      'MIME-Version',
      'Content-Type',
      ' boundary',
    ]);
    expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(head).toMatch(/^Message-ID: <[0-9a-f-]{36}@localhost>$/m);
    expect(mail?.message).toContain('J=C3=BCrgen &lt;script&gt;');
  });

  it('is sent once although two processes send', async () => {
    sink.mails.length = 0;
    const people = Array.from({ length: 30 }, (_, index) => `person.${index}@example.com`);
    await Promise.all(people.map((to, index) => add(index % 2 ? api : other, to)));
    await eventually(async () => {
      const [left] = await api.database.query(
        'SELECT count(content)::int AS "of" FROM mails WHERE sent_at IS NULL',
      );
      return left.of === 0;
    });
    expect(sink.mails.flatMap(({ to }) => to).sort()).toEqual(people.sort());
    expect(new Set(sink.ids).size).toBe(30);
  });

  it('waits while the server fails, and is the same one at each try; nobody is answered otherwise [D-07] [RT-13]', async () => {
    sink.mails.length = 0;
    const moods = ['relay_denied', 'full', 'vanishes', 'forgets'] as const;
    for (const [index, mood] of moods.entries()) {
      sink.mood = mood;
      if (index === 0) await add(api, 'cleo@example.com');
      else await tryAgain();
      await waiting(index + 1);
    }
    expect(sink.mails.length).toBe(1);
    expect(lines('cleo')).toEqual([]);
    sink.mood = 'takes';
    await tryAgain();
    await eventually(() => sink.mails.length === 2);
    // The server had forgotten to say that it has it: whoever reads it sees one mail.
    expect(new Set(sink.ids).size).toBe(1);
    expect(lines('mail_failed')).toEqual([]);
  });

  it('is sent by another process when the one that claimed it is gone', async () => {
    sink.mails.length = 0;
    const id = randomUUID();
    const content = new MailSeal(api.env.secretKeys).close(id, { to: 'dora@example.com', letter });
    await api.database.query(
      "INSERT INTO mails (id, content, tries, next_try_at) VALUES ($1, $2, 1, now() - interval '1 s')",
      [id, content],
    );
    other.app.get(MailSender).wake();
    await eventually(() => sink.mails.length === 1);

    expect(sink.ids).toEqual([`<${id}@localhost>`]);
  });

  it('is given up when nobody is there, after three days, and when no key opens it', async () => {
    const since = [api.log.length, other.log.length] as const;
    const failures = () =>
      [...toldEvents(api, since[0]), ...toldEvents(other, since[1])].filter(
        ({ event }) => event === 'mail_failed',
      );
    const insert = (key: string, age: string) => {
      const id = randomUUID();
      const content = new MailSeal([key]).close(id, { to: 'emil@example.com', letter });
      return api.database.query(
        `INSERT INTO mails (id, content, created_at) VALUES ($1, $2, now() - interval '${age}')`,
        [id, content],
      );
    };
    sink.mood = 'unknown_address';
    await add(api, 'emil@example.com');
    await eventually(() => failures().length === 1);
    sink.mood = 'relay_denied';
    await insert('another key of thirty-two letters', '1 minute');
    await insert(api.env.secretKeys[0] ?? '', '73 hours');
    await tryAgain();
    await eventually(() => failures().length === 3);

    const reasons = failures().map(({ details }) => (details as { reason: string }).reason);
    expect(reasons.sort()).toEqual(['refused', 'too_old', 'unreadable']);
    expect(await api.database.query('SELECT 1 FROM mails WHERE content IS NOT NULL')).toEqual([]);
    const counted = [...api.app.get(Metrics).all].find(
      ({ name }) => name === 'gatehouse_mails_total',
    );
    expect(counted?.read()).toMatchObject({ postponed: expect.any(Number) });
  });

  it('of the last requests goes out before a process ends', async () => {
    sink.mood = 'takes';
    sink.mails.length = 0;
    await add(other, 'fay@example.com');
    await other.stop();

    expect(sink.mails).toMatchObject([{ to: ['fay@example.com'] }]);
    expect(await api.database.query('SELECT 1 FROM mails WHERE content IS NOT NULL')).toEqual([]);
  });
});
