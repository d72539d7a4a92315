import { describe, expect, it } from '@jest/globals';
import { type Env, readEnv } from '../src/config/env.ts';
import { EnvError } from '../src/config/env-error.ts';

const production = {
  NODE_ENV: 'production',
  SECRET_KEYS: 'Tn4qYz8LkP2mWv6RbX9sCd3FgH7jKa1E',
  PUBLIC_URL: 'https://shop.example.com',
};
const smtp = { SMTP_URL: 'smtps://user:word@mail.example.com', MAIL_FROM: 'hello@example.com' };

const mailOf = (variables: Record<string, string>): Env['mail'] => readEnv(variables).mail;

function faultsOf(variables: Record<string, string>): readonly string[] {
  try {
    readEnv(variables);
    return [];
  } catch (error) {
    return error instanceof EnvError
      ? error.faults.map((fault) => fault.split(':')[0] ?? '')
      : ['?'];
  }
}

describe('where mail goes', () => {
  it('is a server, a folder outside production, or nowhere [EXT-042]', () => {
    const found = [
      mailOf(smtp),
      mailOf({ DATA_DIR: '/somewhere' }),
      mailOf({ OUTBOX_DIR: '/elsewhere' }),
      mailOf({ ...smtp, OUTBOX_DIR: '/elsewhere' }),
      mailOf({ NODE_ENV: 'test' }),
      mailOf({ NODE_ENV: 'test', OUTBOX_DIR: '/elsewhere' }),
      mailOf(production),
    ].map((mail) => (mail.kind === 'outbox' ? mail.folder : mail.kind));
    expect(found).toEqual([
      'smtp',
      '/somewhere/outbox',
      '/elsewhere',
      'smtp',
      'none',
      '/elsewhere',
      'none',
    ]);
  });

  it('is refused at the start where mail could not be sent, or to whoever listens [CF-02]', () => {
    expect(faultsOf({ ...production, SMTP_URL: smtp.SMTP_URL })).toEqual(['MAIL_FROM']);
    expect(faultsOf({ SMTP_URL: smtp.SMTP_URL })).toEqual(['MAIL_FROM']);
    expect(faultsOf({ ...production, OUTBOX_DIR: '/tmp' })).toEqual(['OUTBOX_DIR']);
    expect(faultsOf({ ...smtp, SMTP_URL: 'http://mail.example.com' })).toEqual(['SMTP_URL']);
    const lax = 'smtps://mail.example.com/?tls.rejectUnauthorized=false';
    expect(faultsOf({ ...smtp, SMTP_URL: lax })).toEqual(['SMTP_URL']);
    const senders = [
      'a@b.example, c@d.example',
      'a@b.example\nBcc: c@d.example',
      'Ana',
      '<a@b>x',
      '',
    ];
    expect(senders.map((MAIL_FROM) => faultsOf({ ...smtp, MAIL_FROM }))).toEqual(
      senders.map(() => ['MAIL_FROM']),
    );
    expect(faultsOf({ ...smtp, MAIL_FROM: 'Our shop <hello@example.com>' })).toEqual([]);
  });
});
