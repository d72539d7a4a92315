import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { type Api, startApi } from './api.ts';
import { ACTOR_HEADER, type Gate, gateAnnouncements, gateStatements } from './statement-gate.ts';
import { WireBrowser } from './wire-browser.ts';

const SLOW = 'slow';

describe('a process that hears late of a new secret', () => {
  const held: (() => void)[] = [];
  let isHolding = false;
  let hasRead = false;
  const gate: Gate = async (actor, label) => {
    const isReading = actor === SLOW && /^SELECT .* answered$/.test(label);
    hasRead ||= isReading;
    if (isHolding && (isReading || actor.startsWith('listener')))
      await new Promise<void>((goOn) => held.push(goOn));
  };
  const openGate = gateAnnouncements(gate);
  let one: Api;
  let two: Api;
  beforeAll(async () => {
    const variables = { SECRET_KEYS: newSecretKey() };
    one = await startApi({ variables });
    const { databaseUrl } = one;
    const prepare = (app: Api['app']) => gateStatements(app, gate);
    two = await startApi({ variables, databaseUrl, prepare });
  });
  afterAll(async () => {
    openGate();
    await two.stop();
    await one.stop();
  });

  function letGo(): void {
    isHolding = false;
    for (const goOn of held.splice(0)) goOn();
  }

  it('does not take it for a copied one, although it has read the session before [FL-087]', async () => {
    const ada = await one.register();
    const owner = new WireBrowser(one);
    await owner.logIn(ada);
    const early = owner.copy({ server: two });
    isHolding = true;
    const asked = early.send('GET', '/api/session', undefined, { [ACTOR_HEADER]: SLOW });
    while (!hasRead) await delay(5);
    await one.database.query(`UPDATE sessions SET rotated_at = 'epoch' WHERE id = $1`, [
      owner.sessionId,
    ]);
    await owner.whoAmI();
    expect(owner.token).not.toBe(early.token);

    // Shares what the slow one has read.
    const name = owner.copy({ server: two }).whoAmI();
    await delay(100);
    letGo();

    expect(await name).toBe(ada.user.username);
    expect((await asked).status).toBe(200);
    expect(await owner.whoAmI()).toBe(ada.user.username);
  });
});
