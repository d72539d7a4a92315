import fc from 'fast-check';
import type { Api } from '../test/api.ts';
import { everythingOf } from '../test/field-list.ts';
import { shapedValue } from '../test/fuzz-values.ts';
import type { Operation } from '../test/operation-list.ts';
import type { RawPerson } from '../test/raw-browser.ts';

/** A right request as a scanner reads it from a file; a star stands after what it may change of the path. */
export async function requestTo(
  api: Api,
  { method, path, query, body }: Operation,
  person: RawPerson,
): Promise<string> {
  const { browser, user } = person;
  const address = path.replace(/\{\w+\}/, `${user.id}*`);
  const known: Readonly<Record<string, string>> = {
    limit: '1',
    search: 'person',
    cursor: 'cursor' in query ? await cursorOf(path, person) : '',
  };
  const pairs = Object.keys(query).filter((name) => known[name]);
  const search = pairs.map((name) => `${name}=${known[name]}`).join('&');
  const content = body ? JSON.stringify(rightBody(body)) : '';
  const lines = [
    `${method} ${address}${search === '' ? '' : `?${search}`} HTTP/1.1`,
    `Host: localhost:${api.env.port}`,
    // Another one would be another device, whose session is not fresh.
    'User-Agent: node',
    'Accept: application/json',
    `Cookie: ${browser.cookie}`,
    ...(body ? ['Content-Type: application/json'] : []),
  ];
  const filled = content.replaceAll('{username}', user.username).replaceAll('{email}', user.email);
  return `${lines.join('\r\n')}\r\n\r\n${filled}`;
}

function rightBody(schema: Parameters<typeof everythingOf>[0]): unknown {
  return fc.sample(shapedValue(everythingOf(schema)), { numRuns: 1, seed: 1 })[0];
}

/** A cursor of a list, which cannot be made up; empty where nothing follows. */
async function cursorOf(path: string, { browser }: RawPerson): Promise<string> {
  const answer = await browser.send('GET', `${path}?limit=1`);
  return answer.json<{ nextCursor: string | null }>().nextCursor ?? '';
}
