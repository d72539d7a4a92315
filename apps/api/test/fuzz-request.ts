import { METHODS } from 'node:http';
import fc from 'fast-check';
import { type FuzzBody, fuzzBody, fuzzForm } from './fuzz-body.ts';
import { hostileText, shapedValue } from './fuzz-values.ts';
import type { Operation } from './operation-list.ts';

export const actors = ['visitor', 'member', 'admin'] as const;

/** What is done to the cookie of whoever asks. All but the first leave them a stranger. */
const cookieTricks = ['own', 'none', 'cut', 'turned', 'twice', 'quoted', 'junk'] as const;

/** A request before it is sent: names in braces stand for what the actor has. */
export interface FuzzRequest {
  readonly actor: (typeof actors)[number];
  readonly operation: Operation;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly cookie: {
    readonly trick: (typeof cookieTricks)[number];
    readonly at: number;
    readonly beside: string;
  };
  readonly body: FuzzBody | undefined;
}

const absent = fc.constantFrom(
  '00000000-0000-4000-8000-000000000000',
  '{others}',
  'me',
  '..',
  '%00',
);

const pieces = fc.constantFrom(
  ...['/', '//', '/.', '/..', '/%2e%2e/', '%2f', '%5c', '\\', ';x=1', '%00', '%20', '%0d%0a', '%'],
  ...['%zz', '%c0%af', '%ed%a0%80', '%E9', '.json', '~', '*', ':', '@', '?', '#', '__proto__'],
);

function pathOf({ path }: Operation): fc.Arbitrary<string> {
  // The actor's own record of this kind, by the word before it: `/users/{users}`.
  const [, kind = ''] = /(\w+)\/\{/.exec(path) ?? [];
  const own = fc.constant(`{${kind}}`);
  const id = fc.oneof({ weight: 6, arbitrary: own }, absent, hostileText.map(encoded));
  const rest = fc.constantFrom('', 'messages', 'login', 'user/x', 'assets/app.js', 'nowhere');
  const right = fc
    .tuple(id, rest)
    .map(([it, tail]) => path.replace(/\{\w+\}/, () => it).replace('*', tail));
  const bent = fc.tuple(right, fc.nat(), pieces).map(([text, at, piece]) => {
    const start = 1 + (at % text.length);
    return text.slice(0, start) + piece + text.slice(start);
  });
  const shouted = right.map((text) =>
    text.replace(/[a-z](?=[^{}]*(\{|$))/, (a) => a.toUpperCase()),
  );
  return fc.oneof({ weight: 16, arbitrary: right }, { weight: 3, arbitrary: bent }, shouted);
}

function queryOf({ query }: Operation): fc.Arbitrary<string> {
  const known = Object.entries(query).map(([name, schema]) =>
    fc.tuple(fc.constant(name), shapedValue(schema, name).map(String)),
  );
  const strange = fc.tuple(
    fc.constantFrom('limit', 'cursor', 'search', 'next', '__proto__[x]', 'a[]', 'x'),
    hostileText,
  );
  const pair = fc
    .oneof(...known, strange)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  const some = fc.array(pair, { minLength: 1, maxLength: 4 }).map((pairs) => `?${pairs.join('&')}`);
  return fc.oneof({ weight: known.length > 0 ? 1 : 5, arbitrary: fc.constant('') }, some);
}

const headerNames = fc.constantFrom(
  ...['accept', 'accept-encoding', 'accept-language', 'authorization', 'content-encoding'],
  ...['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-real-ip'],
  ...['if-none-match', 'if-modified-since', 'range', 'referer', 'user-agent', 'x-request-id'],
  ...['x-http-method-override', 'x-original-url', 'idempotency-key', 'gatehouse-background'],
  ...['sec-fetch-dest', 'sec-purpose', 'te', 'upgrade', 'expect', 'last-event-id', 'origin'],
);

const headers = fc.array(
  fc.tuple(
    headerNames,
    fc.oneof(
      fc.constantFrom('text/html', '*/*', 'null', '1', 'document', 'same-origin', 'bytes=0-1,5-'),
      hostileText,
    ),
  ),
  { maxLength: 4 },
);

const cookie = fc.record({
  trick: fc.oneof(
    { weight: 40, arbitrary: fc.constant('own' as const) },
    fc.constantFrom(...cookieTricks),
  ),
  at: fc.nat(),
  beside: fc.oneof({ weight: 4, arbitrary: fc.constant('') }, hostileText),
});

// A tunnel is no request.
const methods = fc.constantFrom(...METHODS.filter((method) => method !== 'CONNECT'));

export function fuzzRequest(operations: readonly Operation[]): fc.Arbitrary<FuzzRequest> {
  const named = operations.flatMap(({ body }) => Object.keys(body?.properties ?? {}));
  const fields = [...new Set([...named, 'next', 'remember'])];
  // What is guarded has more to lose, and much of what is open ends a session.
  const some = operations.map((operation) => ({
    weight: operation.isPublic ? 1 : 3,
    arbitrary: fc.constant(operation),
  }));
  return fc.oneof(...some).chain((operation) => {
    const own = operation.method;
    const isForm = own === 'POST' && !operation.path.startsWith('/api/');
    const body = isForm ? fuzzForm(fields) : fuzzBody(operation.body, fields);
    const wantsBody = isForm || operation.body !== undefined;
    return fc.record({
      actor: fc.constantFrom(...actors, 'member', 'admin'),
      operation: fc.constant(operation),
      method: fc.oneof({ weight: 20, arbitrary: fc.constant(own) }, methods),
      path: pathOf(operation),
      query: queryOf(operation),
      headers: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, headers),
      cookie,
      body: fc.oneof(
        { weight: wantsBody ? 9 : 1, arbitrary: body },
        { weight: wantsBody ? 1 : 4, arbitrary: fc.constant(undefined) },
      ),
    });
  });
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
