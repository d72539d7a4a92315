import { errors } from '@gatehouse/auth-core';
import type { FuzzRequest } from './fuzz-request.ts';
import type { WireAnswer } from './fuzz-sender.ts';

const BODY_MAX = 16 * 1024;
const known = new Set<number>([200, 201, 204, 303, 304, 404, 417, 431]);
for (const { status } of Object.values(errors)) if (status < 500) known.add(status);

const everywhere: Readonly<Record<string, RegExp>> = {
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'content-security-policy': /^default-src '(none|self)'.*frame-ancestors 'none'/,
  'cross-origin-resource-policy': /^same-origin$/,
  'cache-control': /./,
  'x-request-id': /^[\w-]{36}$/,
};

/** Everything that is wrong with an answer, whatever was asked; nothing where all is well. */
export function faultsOf(asked: FuzzRequest, answer: WireAnswer): string[] {
  if (answer.status === 0)
    return (asked.body?.text.length ?? 0) > BODY_MAX ? [] : [`no answer: ${answer.text}`];
  return [
    ...faultsOfStatus(asked, answer),
    ...faultsOfHeaders(answer),
    ...(answer.status >= 400 ? faultsOfRefusal(asked, answer) : []),
  ];
}

function faultsOfStatus(asked: FuzzRequest, { status, headers, text }: WireAnswer): string[] {
  const isBusy = status === 503 && text.includes('"overloaded"') && headers['retry-after'];
  const faults = known.has(status) || isBusy ? [] : [`status ${status}: ${text.slice(0, 300)}`];
  const { operation, method, path, cookie, actor } = asked;
  const isStranger = actor === 'visitor' || cookie.trick !== 'own';
  const isThere = path.replace(/\{\w+\}/g, '') === operation.path.replace(/\{\w+\}/g, '');
  const isGuarded = !operation.isPublic && method === operation.method && isThere;
  if (isStranger && isGuarded && status < 400) faults.push(`let a stranger in with ${status}`);
  return faults;
}

function faultsOfHeaders({ headers }: WireAnswer): string[] {
  const faults = Object.entries(everywhere)
    .filter(([name, value]) => !value.test(String(headers[name] ?? '')))
    .map(([name]) => `${name} is ${String(headers[name])}`);
  const cookies = headers['set-cookie'] ?? [];
  if (cookies.some((line) => !/^(sid|here|known)=[\w.-]*; .*HttpOnly/i.test(line)))
    faults.push(`sets ${cookies.join(' and ')}`);
  if (cookies.length > 0 && headers['cache-control'] !== 'no-store')
    faults.push('sets a cookie and may be kept');
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(headers.location ?? '/'))
    faults.push(`leads to ${headers.location}`);
  if ('x-injected' in headers) faults.push('a header was injected');
  if ('access-control-allow-origin' in headers) faults.push('another origin may read it');
  return faults;
}

function faultsOfRefusal(asked: FuzzRequest, { status, headers, text }: WireAnswer): string[] {
  const type = String(headers['content-type']);
  const isPage = type === 'text/html; charset=utf-8' && status === 404;
  if (isPage && !asked.path.startsWith('/api/')) return [];
  if (type !== 'application/problem+json; charset=utf-8') return [`a refusal as ${type}`];
  if (asked.method === 'HEAD') return text === '' ? [] : ['a body where none belongs'];
  const problem = readJson(text);
  const isTold = problem?.['status'] === status && String(problem['code']) in errors;
  return isTold && problem['requestId'] === headers['x-request-id'] ? [] : [`told as ${text}`];
}

function readJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
