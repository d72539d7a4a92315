import { AppError, type Problem } from '@gatehouse/auth-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { tap } from 'rxjs';
import { type Api, startApi } from './api.ts';
import { RawBrowser, type RawPerson, rawPerson } from './raw-browser.ts';
import { apiRoutesOf } from './route-list.ts';

interface Step {
  readonly at: 'before' | 'after';
  readonly route: string;
  readonly isAsync: boolean;
  readonly username: string | undefined;
}

/** What an app adds around the handlers: it looks at the current user, and may refuse. */
class Steps implements NestInterceptor {
  readonly taken: Step[] = [];
  refusal: AppError | undefined;

  intercept(context: ExecutionContext, next: CallHandler) {
    const note = (at: Step['at']) => {
      const { browser, method, url } = context.switchToHttp().getRequest();
      const handler = context.getHandler();
      this.taken.push({
        at,
        route: `${method} ${url}`,
        isAsync: handler.constructor.name === 'AsyncFunction',
        username: browser.session?.user?.username,
      });
    };
    note('before');
    if (this.refusal) throw this.refusal;
    return next.handle().pipe(tap(() => note('after')));
  }
}

const absent = '00000000-0000-4000-8000-000000000000';

describe('a step that an app adds around the handlers', () => {
  const steps = new Steps();
  let api: Api;
  let person: RawPerson;
  beforeAll(async () => {
    api = await startApi({ prepare: (app) => app.useGlobalInterceptors(steps) });
    person = await rawPerson(api);
  });
  beforeEach(() => {
    steps.taken.length = 0;
    steps.refusal = undefined;
  });
  afterAll(() => api.stop());

  it('knows the current user before and after the handler [S-145]', async () => {
    await person.browser.send('GET', '/api/account/sessions');
    await new RawBrowser(api).send('GET', '/api/session');
    expect(steps.taken.map(({ at, username }) => [at, username])).toEqual([
      ['before', person.user.username],
      ['after', person.user.username],
      ['before', undefined],
      ['after', undefined],
    ]);
  });

  it('is never reached by a visitor of a guarded route, whose handler answers later or at once [FL-044]', async () => {
    const guarded = apiRoutesOf(api).filter(({ isPublic }) => !isPublic);
    const ask = async (browser: RawBrowser) => {
      for (const { method, path } of guarded)
        if (path !== '/api/account/sessions' || method === 'GET')
          await browser.send(method, path.replace(/:\w+/g, absent));
      return steps.taken.splice(0);
    };
    expect(await ask(new RawBrowser(api))).toEqual([]);
    const kinds = new Set((await ask(person.browser)).map(({ isAsync }) => isAsync));
    expect([...kinds].sort()).toEqual([false, true]);
  });

  it('may refuse, and the refusal looks like that of a guard [S-206] [FL-047]', async () => {
    const told = ({ requestId, ...problem }: Problem) => problem;
    const ofGuard = await new RawBrowser(api).send('GET', '/api/users');
    steps.refusal = new AppError('unauthenticated', { detail: 'Please log in first' });
    const ofStep = await person.browser.send('GET', '/api/users');
    const ofStepOnOpenRoute = await new RawBrowser(api).send('GET', '/api/counter');

    for (const answer of [ofStep, ofStepOnOpenRoute]) {
      expect([answer.status, told(answer.problem)]).toEqual([401, told(ofGuard.problem)]);
      expect(answer.headers.get('content-type')).toBe(ofGuard.headers.get('content-type'));
    }
  });
});

describe('two applications in one process', () => {
  let strict: Api;
  let plain: Api;
  beforeAll(async () => {
    [plain, strict] = [
      await startApi(),
      await startApi({
        variables: {
          PUBLIC_URL: 'https://app.example.test',
          PASSWORD_MIN_LENGTH: '40',
        },
      }),
    ];
  });
  afterAll(async () => {
    await plain.stop();
    await strict.stop();
  });

  it('go each by its own options, on its own people [S-204]', async () => {
    const registration = (length: number) => ({
      username: 'shared.name',
      email: 'shared@example.com',
      password: 'river '.repeat(20).slice(0, length),
      passwordConfirmation: 'river '.repeat(20).slice(0, length),
    });
    const register = (api: Api, length: number) =>
      new RawBrowser(api).send('POST', '/api/users', registration(length));

    const refused = await register(strict, 20);
    const [one, other] = [await register(plain, 20), await register(strict, 45)];

    expect([refused.status, one.status, other.status]).toEqual([422, 201, 201]);
    expect(one.headers.getSetCookie().join('\n')).toMatch(/^sid=(?!.*Secure)/m);
    expect(other.headers.getSetCookie().join('\n')).toMatch(/^__Host-sid=.*Secure/m);
    const identifier = 'shared.name';
    const logIn = (api: Api, length: number) =>
      new RawBrowser(api).send('POST', '/api/session', {
        identifier,
        password: registration(length).password,
      });
    expect([await logIn(plain, 45), await logIn(strict, 20)].map(({ status }) => status)).toEqual([
      401, 401,
    ]);
  });
});
