import { AppError } from '@gatehouse/auth-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Api, startApi } from './api.ts';
import { WireBrowser } from './wire-browser.ts';

/** A refusal is sent as text: what is an object is an answer, and has to be one that the route may give. */
@Catch(AppError)
class OwnRefusal implements ExceptionFilter<AppError> {
  catch({ code }: AppError, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { status, title } =
      code === 'unauthenticated'
        ? { status: 401, title: 'Who goes there?' }
        : { status: 403, title: 'Say it again.' };
    void reply
      .status(status)
      .type('application/problem+json')
      .send(
        JSON.stringify({ type: 'about:blank', title, status, code, requestId: reply.request.id }),
      );
  }
}

describe('a refusal of an app of its own', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ prepare: (app) => void app.useGlobalFilters(new OwnRefusal()) });
  });
  afterAll(() => api.stop());

  it('takes the place of ours: to visitors, and to those who shall prove themselves again [FL-048] [FL-113]', async () => {
    const browser = new WireBrowser(api);
    const ada = await api.register();
    await browser.logIn(ada);
    await api.database.query('UPDATE sessions SET fresh_until = NULL');

    const stale = await browser.send('DELETE', '/api/account/sessions');
    const visitor = await api.raw('/api/users');

    expect([stale.status, visitor.status]).toEqual([403, 401]);
    expect(await stale.json()).toMatchObject({ title: 'Say it again.' });
    expect(await visitor.json()).toMatchObject({ title: 'Who goes there?' });
  });
});
