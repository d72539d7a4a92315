import type { Context } from '../context.ts';
import type { Contender, Sample } from '../meter.ts';
import type { RequestResult } from '../results.ts';
import { requestText } from '../wire.ts';
import { requestResult } from './request-result.ts';
import { cold, type Kind, refused, warm } from './requests.ts';

const HOLDERS = 64;
const WARM_LIMIT = 1.6;
const REFUSED_LIMIT = 1.3;
const nestLong = 'Nest';
const nestShort = 'Nest, short';
const nodeLong = 'node:http';
const nodeShort = 'node:http, short';

interface Stage {
  /** In words, behind the name of each row. */
  readonly crowd: string;
  readonly statements: ReadonlyMap<Kind, number>;
  /** With everything that is refused, and the floors as rows. */
  readonly isMain: boolean;
}

/** `GET /api/session` beside the bare routes. */
export async function measureReads(context: Context, stage: Stage): Promise<RequestResult[]> {
  const asked = stage.isMain ? [warm, cold, ...refused] : [warm, cold];
  const holders = await context.crowd.logIn(await context.crowd.userIds(HOLDERS));
  const unread = await newcomers(context);
  const contenders = asked.map((kind): Contender => {
    const requests = textsOf(kind, holders);
    return {
      name: nameOf(kind, stage),
      server: context.server,
      requests: kind === cold ? unread : () => requests,
      isOnce: kind === cold,
    };
  });
  const samples = await context.meter.compare([...contenders, ...floorsOf(context, stage.isMain)]);
  const own = asked.map((kind) => {
    const isRefused = refused.includes(kind);
    return requestResult({
      name: nameOf(kind, stage),
      samples,
      statements: stage.statements.get(kind),
      floor: isRefused ? nestShort : nestLong,
      limit: kind === cold ? undefined : isRefused ? REFUSED_LIMIT : WARM_LIMIT,
      statementLimit: kind === cold ? 1 : 0,
    });
  });
  return stage.isMain ? [...own, ...floorRows(samples)] : own;
}

/** Nest beside Node: what the framework itself costs. */
function floorRows(samples: ReadonlyMap<string, Sample>): RequestResult[] {
  const pairs = [
    { name: nestLong, floor: nodeLong },
    { name: nestShort, floor: nodeShort },
  ];
  return pairs.map((pair) =>
    requestResult({ ...pair, samples, statements: 0, limit: undefined, statementLimit: undefined }),
  );
}

/** The bare answers, as contenders in the same rounds. */
function floorsOf({ floors }: Context, hasShort: boolean): Contender[] {
  const [long, short] = [[requestText({ path: '/long' })], [requestText({ path: '/short' })]];
  const all = [
    { name: nestLong, server: floors.nest, requests: () => long },
    { name: nodeLong, server: floors.http, requests: () => long },
    { name: nestShort, server: floors.nest, requests: () => short },
    { name: nodeShort, server: floors.http, requests: () => short },
  ];
  return hasShort ? all : all.slice(0, 2);
}

/** Sessions that were never read: a new share of them each time. */
async function newcomers({ plan, crowd }: Context): Promise<() => string[]> {
  const ids = await crowd.userIds((plan.rounds + 1) * plan.coldReads);
  const cookies = await crowd.logIn(ids);
  return () => textsOf(cold, cookies.splice(0, plan.coldReads));
}

function nameOf({ name }: Kind, { crowd }: Stage): string {
  return `${name}, ${crowd}`;
}

function textsOf(kind: Kind, cookies: readonly string[]): string[] {
  return cookies.map((cookie, index) => requestText(kind.ask({ cookie, userId: '', index })));
}
