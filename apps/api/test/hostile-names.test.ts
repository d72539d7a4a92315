import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, newRegistration, password, startApi } from './api.ts';
import { RawBrowser, rawPerson } from './raw-browser.ts';

describe('the name of somebody', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  const logIn = (identifier: unknown) =>
    new RawBrowser(api).send('POST', '/api/session', { identifier, password });

  it('lets its owner in in every form that is equal, and in no other [D-34] [RT-11] [IN-04]', async () => {
    const { user } = await rawPerson(api, 'member', {
      username: 'Kiss.Bob',
      email: 'caf\u00e9.Bob@B\u00fccher.example',
    });
    const equal = [
      'Kiss.Bob',
      'kiss.bob',
      ' KISS.BOB\t',
      'caf\u00e9.bob@b\u00fccher.example',
      'cafe\u0301.BOB@BU\u0308CHER.example',
      'CAF\u00c9.bob@xn--bcher-kva.example',
      'caf\u00e9.bob@b\u00fccher\u3002example',
    ];
    for (const identifier of equal) {
      const answer = await logIn(identifier);
      expect([identifier, answer.json()]).toEqual([
        identifier,
        expect.objectContaining({ user: expect.objectContaining({ id: user.id }) }),
      ]);
    }
    const others = [
      'kiss.b\u043eb',
      'ki\u017f\u017f.bob',
      'k\u0131ss.bob',
      '\uff4b\uff49\uff53\uff53.bob',
      'kiss\uff0ebob',
      'kiss.bob\u200b',
      'kiss.bo\u0180',
      'cafe.bob@b\u00fccher.example',
      'caf\u00e9.bob@bucher.example',
      'caf\u00e9.bob@b\u00fccher.example@evil.example',
      'caf\u00e9.bob+x@b\u00fccher.example',
    ];
    for (const identifier of others)
      expect([identifier, (await logIn(identifier)).status]).toEqual([identifier, 401]);
  });

  it('is one text and not a list, an object or somebody’s guess at a query [RT-11] [RT-22] [IN-02]', async () => {
    const { user } = await rawPerson(api);
    const shapes: unknown[] = [
      [user.username],
      [user.username, 'x'],
      { username: user.username },
      { $ne: null },
      { toString: user.username },
      [[user.username]],
      true,
      0,
    ];
    for (const identifier of shapes)
      expect([identifier, (await logIn(identifier)).status]).toEqual([identifier, 422]);
    for (const email of [
      `${user.email},b@x.org`,
      `${user.email};b@x.org`,
      [user.email],
      `${user.email}\r\nBcc: b@x.org`,
      `<${user.email}>`,
    ]) {
      const answer = await new RawBrowser(api).send('POST', '/api/users', {
        ...newRegistration(),
        email,
      });
      expect([email, answer.status, Object.keys(answer.problem.fields ?? {})]).toEqual([
        email,
        422,
        ['email'],
      ]);
    }
  });

  it('belongs to one person, also when all spellings of it are asked for at once [D-34] [RT-11]', async () => {
    const spellings = ['Sole.Owner', 'sole.owner', 'SOLE.OWNER', ' sole.Owner ', 'sOLE.oWNER'];
    const answers = await Promise.all(
      spellings.map((username) =>
        new RawBrowser(api).send('POST', '/api/users', {
          ...newRegistration(),
          username,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    const rows = await api.database.query(
      `SELECT 1 FROM users WHERE username ILIKE '%sole.owner%'`,
    );
    expect(rows).toHaveLength(1);
  });
});
