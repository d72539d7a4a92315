import { recoveryOf } from '@gatehouse/client-sdk/recovery';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './api.ts';
import { Outbox } from './outbox.ts';

const next = 'the tide comes in at noon';

describe('a forgotten password', () => {
  let api: Api;
  let outbox: Outbox;
  beforeAll(async () => {
    outbox = await Outbox.open();
    api = await startApi({ variables: { OUTBOX_DIR: outbox.folder } });
  });
  afterAll(async () => {
    await api.stop();
    await outbox.remove();
  });

  it('is replaced by whoever reads the mail of the account, who then logs in with the new one [EXT-004] [EXT-013]', async () => {
    const { user, password } = await api.register();
    const { client } = api.visitor();
    const recovery = recoveryOf(client);
    await recovery.requestPasswordReset(user.username.toUpperCase());
    const token = Outbox.tokenOf(await outbox.lastTo('/reset-password', user.email));
    await recovery.resetPassword({ token, password: next, passwordConfirmation: next });

    expect(client.sessionStore.get().user).toBeNull();
    expect(await client.flash.take()).toMatchObject([{ code: 'password_reset' }]);
    const identifier = user.username;
    await expect(client.session.logIn({ identifier, password })).rejects.toMatchObject({
      code: 'invalid_credentials',
    });
    expect((await client.session.logIn({ identifier, password: next })).user?.id).toBe(user.id);
  });
});
