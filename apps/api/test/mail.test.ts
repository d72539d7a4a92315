import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { named } from '../src/mail/letter.ts';
import { mailedLink } from '../src/mail/link.ts';
import { MailQueue } from '../src/mail/mail-queue.ts';
import { type Api, startApi } from './api.ts';
import { Outbox } from './outbox.ts';

describe('the queue of mails', () => {
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

  it('sends what was committed, and erases what it said', async () => {
    const letter = {
      subject: 'A word from us',
      paragraphs: [`${named('Ana')} asked for it.`],
      action: { words: 'Have a look', url: mailedLink(api.env, '/reset-password', 'token') },
    };
    await api.database.transaction((manager) =>
      api.app.get(MailQueue).add(manager, 'ana@example.com', letter),
    );

    const mail = await outbox.last('ana@example.com');

    expect(mail).toMatchObject(letter);
    expect(Outbox.tokenOf(mail)).toBe('token');
  });
});
