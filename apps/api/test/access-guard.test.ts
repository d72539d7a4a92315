import { canAdminister } from '@gatehouse/auth-core';
import { describe, expect, it } from '@jest/globals';
import { Reflector } from '@nestjs/core';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import {
  Authorize,
  Background,
  Fresh,
  Public,
  Sessionless,
} from '../src/access/access.decorators.ts';
import { AccessGuard } from '../src/access/access.guard.ts';
import { ActingAccess } from '../src/access/acting-access.ts';
import { CurrentBrowser } from '../src/access/current-browser.decorator.ts';
import { CurrentUser } from '../src/access/current-user.decorator.ts';
import { FreshProof } from '../src/access/fresh-proof.ts';
import { RecordIdPipe } from '../src/access/record-id.pipe.ts';
import { RouteAccess } from '../src/access/route-access.ts';
import type { Browser } from '../src/browser/browser.ts';
import type { SessionDoubts } from '../src/events/session-doubts.ts';
import type { SessionRecognition } from '../src/recognition/session-recognition.ts';

class Desk {
  closed(@CurrentUser() user: unknown, @CurrentBrowser() browser: unknown) {
    return [user, browser];
  }
  @Public()
  open() {
    return 'open';
  }
  @Sessionless()
  blind() {
    return 'blind';
  }
  @Background()
  refresh() {
    return 'refresh';
  }
  @Fresh()
  sensitive() {
    return 'sensitive';
  }
  @Authorize(canAdminister)
  administer() {
    return 'administer';
  }
  @Authorize(canAdminister)
  @Fresh()
  both() {
    return 'both';
  }
}

@Public()
class Lobby {
  enter() {
    return 'enter';
  }
}

type Route = keyof Desk;

function refusalOf(work: () => unknown): unknown {
  try {
    return { returned: work() };
  } catch (error) {
    return error;
  }
}

const now = new Date(1_000_000);
const later = new Date(2_000_000);
const life = { expiresAt: later, idleExpiresAt: later, rotatedAt: now, now };

function sessionOf(role: 'member' | 'admin' | null, freshUntil: Date | null = null) {
  const user = role && { id: 'u1', username: 'ada', role };
  return { ...life, id: 's1', freshUntil, user };
}

const visitor = null;
const nameless = sessionOf(null, later);
const member = sessionOf('member', later);
const stale = sessionOf('member');
const admin = sessionOf('admin', later);
const staleAdmin = sessionOf('admin');

type Held = ReturnType<typeof sessionOf> | null;

/** The guard, in front of a browser that turns out to hold this session, at once or after a look-up. */
function door(held: Held, isKnown: boolean) {
  const asked: string[] = [];
  const database = { name: 'the database' };
  const browser = { session: null as Held, isBackground: false };
  const give = () => {
    asked.push(`recognised${browser.isBackground ? ' in the background' : ''}`);
    browser.session = held;
  };
  const recognition = {
    recogniseAtOnce() {
      if (isKnown) give();
      return isKnown;
    },
    async recognise() {
      await Promise.resolve();
      give();
    },
  } as unknown as SessionRecognition;
  const events = {
    async demanded(on: unknown, from: unknown, session: Held) {
      await Promise.resolve();
      expect([on, from]).toEqual([database, browser]);
      asked.push(`demanded of ${session?.id}`);
    },
  } as unknown as SessionDoubts;
  const proof = new FreshProof(database as never, events);
  const guard = new AccessGuard(
    new RouteAccess(new Reflector()),
    recognition,
    proof,
    new ActingAccess(database as never, {} as never),
  );
  return { asked, browser, proof, guard };
}

function contextOf(browser: unknown, [type, handler]: [new () => object, unknown]) {
  return new ExecutionContextHost([{ browser }], type as never, handler as never);
}

/** What the guard says, and what it did before. */
async function answerOf(route: Route, held: Held, isKnown: boolean) {
  const { asked, browser, guard } = door(held, isKnown);
  const context = contextOf(browser, [Desk, Desk.prototype[route]]);
  const outcome = await Promise.resolve()
    .then(() => guard.canActivate(context))
    .then(
      (passes) => (passes === true ? 'passes' : `answers ${passes}`),
      (error) => `${error.status} ${error.code}`,
    );
  return { outcome, asked };
}

async function outcomes(route: Route): Promise<string[]> {
  const found: string[] = [];
  for (const held of [visitor, nameless, stale, member, staleAdmin, admin]) {
    const [known, unknown] = [
      await answerOf(route, held, true),
      await answerOf(route, held, false),
    ];
    expect(unknown).toEqual(known);
    found.push(known.outcome);
  }
  return found;
}

const out = '401 unauthenticated';
const old = '403 reauthentication_required';
const no = '403 forbidden';
const yes = 'passes';

describe('the guard of all routes', () => {
  it('lets in by decorator, session and role, and is closed without any', async () => {
    expect(await outcomes('closed')).toEqual([out, out, yes, yes, yes, yes]);
    expect(await outcomes('refresh')).toEqual([out, out, yes, yes, yes, yes]);
    expect(await outcomes('open')).toEqual([yes, yes, yes, yes, yes, yes]);
    expect(await outcomes('blind')).toEqual([yes, yes, yes, yes, yes, yes]);
    expect(await outcomes('sensitive')).toEqual([out, out, old, yes, old, yes]);
    expect(await outcomes('administer')).toEqual([out, out, no, no, yes, yes]);
    expect(await outcomes('both')).toEqual([out, out, no, no, old, yes]);
  });

  it('tells who is not logged in to do so', () => {
    const { browser, guard } = door(visitor, true);
    const ask = () => guard.canActivate(contextOf(browser, [Desk, Desk.prototype.closed]));
    expect(ask).toThrow('Please log in first');
  });

  it('needs no promise where nothing has to be looked up', () => {
    const { browser, guard } = door(member, true);
    const ask = (handler: unknown) => guard.canActivate(contextOf(browser, [Desk, handler]));
    expect(ask(Desk.prototype.closed)).toBe(true);
    expect(ask(Desk.prototype.open)).toBe(true);
    expect(ask(Desk.prototype.sensitive)).toBeInstanceOf(Promise);
  });

  it('looks at the session everywhere but on routes without one, and in the background where it is told to', async () => {
    for (const isKnown of [true, false]) {
      expect((await answerOf('open', member, isKnown)).asked).toEqual(['recognised']);
      expect((await answerOf('closed', member, isKnown)).asked).toEqual(['recognised']);
      expect((await answerOf('blind', member, isKnown)).asked).toEqual([]);
      const { asked } = await answerOf('refresh', member, isKnown);
      expect(asked).toEqual(['recognised in the background']);
    }
  });

  it('notes that a proof was asked for, of sessions and not of visitors', async () => {
    const { asked } = await answerOf('sensitive', stale, true);
    expect(asked).toEqual(['recognised', 'demanded of s1']);
    expect((await answerOf('sensitive', member, true)).asked).toEqual(['recognised']);

    const { asked: nobody, browser, proof } = door(visitor, true);
    await expect(proof.require(browser as unknown as Browser)).rejects.toMatchObject({
      code: 'reauthentication_required',
    });
    expect(nobody).toEqual([]);
  });
});

describe('the access of a route', () => {
  const routes = new RouteAccess(new Reflector());
  const closed = {
    isSessionless: false,
    isBackground: false,
    isPublic: false,
    policy: undefined,
    isFresh: false,
    isOpenToActing: true,
    allowedWhile: [],
  };
  const accessOf = (route: Route) => routes.of(contextOf(null, [Desk, Desk.prototype[route]]));

  it('is what its decorators say, those of its controller included', () => {
    expect(accessOf('closed')).toEqual(closed);
    expect(accessOf('open')).toEqual({ ...closed, isPublic: true });
    expect(accessOf('blind')).toEqual({ ...closed, isSessionless: true });
    expect(accessOf('refresh')).toEqual({ ...closed, isBackground: true });
    expect(accessOf('both')).toEqual({
      ...closed,
      isFresh: true,
      policy: canAdminister,
      isOpenToActing: false,
    });
    const lobby = contextOf(null, [Lobby, Lobby.prototype.enter]);
    expect(routes.of(lobby)).toEqual({ ...closed, isPublic: true });
  });

  it('is read once for each controller: a handler that two of them share is two routes', () => {
    expect(accessOf('open')).toBe(accessOf('open'));
    const shared = Lobby.prototype.enter;
    expect(routes.of(contextOf(null, [Lobby, shared])).isPublic).toBe(true);
    expect(routes.of(contextOf(null, [Desk, shared])).isPublic).toBe(false);
    expect(routes.of(contextOf(null, [Lobby, shared])).isPublic).toBe(true);
  });
});

describe('a parameter of a handler', () => {
  /** What Nest hands over, as it asks the decorators for it: the first parameter last. */
  const [browserOf, userOf] = Object.values<{
    factory: (data: unknown, context: ExecutionContextHost) => unknown;
  }>(Reflect.getMetadata('__routeArguments__', Desk, 'closed')).map(
    ({ factory }) =>
      (browser: unknown) =>
        factory(undefined, contextOf(browser, [Desk, Desk.prototype.closed])),
  );

  it('is the browser of the request, or its user', () => {
    const browser = { session: member };
    expect(browserOf?.(browser)).toBe(browser);
    expect(userOf?.(browser)).toBe(member.user);
  });

  it('is never nobody', () => {
    for (const session of [visitor, nameless])
      expect(refusalOf(() => userOf?.({ session }))).toMatchObject({
        code: 'unauthenticated',
        detail: 'Please log in first',
      });
  });
});

describe('the id of a record', () => {
  const pipe = new RecordIdPipe();
  const id = '0f8fad5b-d9cb-469f-a165-70867728950e';

  it('has one spelling', () => {
    expect(pipe.transform(id)).toBe(id);
    const others = [
      '',
      id.toUpperCase(),
      `${id}0`,
      `0${id}`,
      `${id}\n`,
      ` ${id}`,
      `{${id}}`,
      id.replaceAll('-', ''),
      id.replace('-d9cb', ''),
      id.replace('0', 'g'),
      id.replace('-70867728950e', '-7086772895'),
    ];
    for (const other of others)
      expect([other, refusalOf(() => pipe.transform(other))]).toMatchObject([
        other,
        { code: 'not_found' },
      ]);
  });
});
