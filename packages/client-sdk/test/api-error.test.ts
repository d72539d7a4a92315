import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiError, createClient, isApiError } from '../src/index.ts';
import { type FakeApi, problem, type Reply, startFakeApi } from './fake-api.ts';

// Short: engines quote the first ten characters of what they cannot parse.
const canary = 'k7Qz-Pw9';

let api: FakeApi;
beforeAll(async () => {
  api = await startFakeApi();
});
afterAll(() => api.stop());

async function failureOf(reply: Reply): Promise<unknown> {
  api.answers(() => reply);
  const { session } = createClient({ baseUrl: api.baseUrl });
  return session.logIn({ identifier: 'susan', password: canary }).catch((error) => error);
}

describe('ApiError', () => {
  it('carries what the problem says', async () => {
    const fields = { username: ['Taken.'] };
    const reply = problem('username_taken', { detail: 'Somebody has it.', fields });
    expect(await failureOf(reply)).toMatchObject({
      name: 'ApiError',
      kind: 'problem',
      code: 'username_taken',
      status: 409,
      title: 'That username is not available.',
      detail: 'Somebody has it.',
      message: 'Somebody has it.',
      fields,
      requestId: 'r-1',
    });
  });

  it('has the title for a message where there is no detail', async () => {
    expect(await failureOf(problem('forbidden'))).toMatchObject({ message: 'Not Authorized' });
  });

  it('tells seconds from the body, from a header, and from a date', async () => {
    const date = new Date(Date.now() + 40_500).toUTCString();
    const later = await failureOf({ ...problem('rate_limited'), headers: { 'retry-after': date } });
    expect(await failureOf(problem('rate_limited', { retryAfter: 42 }))).toMatchObject({
      retryAfter: 42,
    });
    expect(
      await failureOf({ ...problem('rate_limited'), headers: { 'retry-after': '7' } }),
    ).toMatchObject({ retryAfter: 7 });
    expect(
      Math.abs((isApiError(later) && later.retryAfter ? later.retryAfter : 0) - 40),
    ).toBeLessThan(2);
    expect(
      await failureOf({ ...problem('rate_limited'), headers: { 'retry-after': 'soon' } }),
    ).toMatchObject({ retryAfter: undefined });
  });

  it.each([
    [502, 'unavailable'],
    [500, 'unavailable'],
    [401, 'unavailable'],
    [404, 'unavailable'],
    [413, 'payload_too_large'],
    [429, 'rate_limited'],
  ])('understands a proxy that answers %i with a page as %s', async (status, code) => {
    const reply = { status, text: '<h1>nginx</h1>', headers: { 'content-type': 'text/html' } };
    expect(await failureOf(reply)).toMatchObject({ kind: 'unexpected', code, status });
  });

  it('is thrown for success that is not JSON, or broken', async () => {
    for (const type of ['text/html', 'application/json']) {
      const reply = { status: 200, text: '<p>Wi-Fi log-in</p>', headers: { 'content-type': type } };
      expect(await failureOf(reply)).toMatchObject({ kind: 'unexpected', status: 200 });
    }
  });

  it('survives codes and fields that a newer API may send [SK-05]', async () => {
    const json = { code: 'passkey_required', title: 'New', surprise: { deep: true } };
    const error = await failureOf({ status: 418, json });
    expect(error).toMatchObject({ kind: 'problem', code: 'passkey_required', status: 418 });
    expect(error).not.toHaveProperty('surprise');
    for (const odd of [null, 'text', [], { code: 7 }])
      expect(await failureOf({ status: 422, json: odd })).toMatchObject({ kind: 'unexpected' });
  });

  it('never holds the password, whatever went wrong [SK-04]', async () => {
    const page = { 'content-type': 'text/html' };
    const replies: Reply[] = [
      problem('invalid_credentials', { received: { password: canary } }),
      { status: 500, text: `<pre>${canary}</pre>`, headers: page },
      {
        status: 200,
        text: `{"password":"${canary}`,
        headers: { 'content-type': 'application/json' },
      },
      { status: 400, text: canary, headers: { 'content-type': 'application/problem+json' } },
      { status: 302, headers: { location: `/x?password=${canary}` } },
      { isCut: true },
    ];
    for (const reply of replies) {
      const error = await failureOf(reply);
      if (!(error instanceof ApiError)) throw new Error('Not refused');
      const told = [
        error.message,
        error.stack,
        JSON.stringify(error),
        inspect(error, { depth: 9 }),
      ];
      expect(told.join('\n')).not.toContain(canary);
    }
  });
});

describe('isApiError', () => {
  it('knows its own, and asks for one code', async () => {
    const error = await failureOf(problem('invalid_credentials'));
    expect(isApiError(error)).toBe(true);
    expect(isApiError(error, 'invalid_credentials')).toBe(true);
    expect(isApiError(error, 'forbidden')).toBe(false);
    expect(isApiError(new Error('other'))).toBe(false);
    expect(isApiError(null)).toBe(false);
  });
});
