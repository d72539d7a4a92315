import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Api, startApi } from '../test/api.ts';
import { type PipedAnswer, piped, pipeline } from '../test/pipeline.ts';
import { type RawPerson, rawPerson } from '../test/raw-browser.ts';

const MUTATIONS = 2000;
const AT_ONCE = 25;
const JSON_TYPE = 'Content-Type: application/json';
const LANES = 2;

/** Any byte that may stand in a header. */
const byte = fc
  .integer({ min: 0x20, max: 0xff })
  .filter((code) => code !== 0x7f)
  .map((code) => String.fromCharCode(code));

/** Bytes put in place of others, two thousand times: cut, longer, swapped, in the middle or at an end. */
function mutationsOf(original: string, bytes: fc.Arbitrary<string>, changesMax = 3): string[] {
  const change = fc.tuple(
    fc.nat(original.length),
    fc.nat({ max: 6 }),
    fc.array(bytes, { maxLength: 6 }),
  );
  const mutation = fc
    .array(change, { minLength: 1, maxLength: changesMax })
    .map((changes) =>
      changes.reduce(
        (text, [at, gone, put]) => text.slice(0, at) + put.join('') + text.slice(at + gone),
        original,
      ),
    );
  return fc
    .sample(
      mutation.filter((text) => text !== original),
      { numRuns: MUTATIONS, seed: 1 },
    )
    .map((text) => text.trim());
}

describe('two thousand mutations', () => {
  let api: Api;
  let person: RawPerson;
  let host: string;
  beforeAll(async () => {
    api = await startApi();
    person = await rawPerson(api);
    host = `Host: localhost:${api.env.port}`;
  });
  afterAll(() => api.stop());

  type Ask = (mutation: string, more: readonly string[]) => string;

  async function ask(
    tries: readonly string[],
    request: Ask,
    atOnce = AT_ONCE,
  ): Promise<PipedAnswer[]> {
    const lane = tries.length / LANES;
    const lanes = Array.from({ length: LANES }, (_, index) =>
      askInTurn(tries.slice(index * lane, (index + 1) * lane), request, atOnce),
    );
    return (await Promise.all(lanes)).flat();
  }

  async function askInTurn(
    tries: readonly string[],
    request: Ask,
    atOnce: number,
  ): Promise<PipedAnswer[]> {
    const answers: PipedAnswer[] = [];
    // A body that is refused ends its connection: what follows goes on over another one.
    while (answers.length < tries.length) {
      const some = tries.slice(answers.length, answers.length + atOnce);
      const requests = some.map((mutation, index) =>
        request(mutation, [host, ...(index === some.length - 1 ? ['Connection: close'] : [])]),
      );
      answers.push(...(await pipeline(api, requests)));
    }
    return answers;
  }

  /** Those that are not answered with one of these, in the shape of a refusal. */
  function strange(answers: readonly PipedAnswer[], tries: readonly string[], wanted: number[]) {
    expect(answers).toHaveLength(tries.length);
    return answers.flatMap(({ status, head, body }, index) => {
      const isRefusal = status < 400 || /content-type: application\/problem\+json/.test(head);
      const isKnown = wanted.includes(status) && isRefusal && !head.includes('set-cookie');
      return isKnown ? [] : [[tries[index], status, head, body]];
    });
  }

  it('of a cookie are nobody’s: no fault, no page, no new cookie [D-31] [IN-17] [RT-23] [CK-05]', async () => {
    const [own = ''] = /sid=[^;]*/.exec(person.browser.cookie) ?? [];
    const tries = mutationsOf(own, byte);
    const answers = await ask(tries, (cookie, more) =>
      piped('GET /api/account/sessions', [...more, `Cookie: ${cookie}`]),
    );
    // What was put around it may leave the cookie itself as it was.
    const isWhole = (text: string) => text.split(';').some((part) => part.trim() === own);
    const stolen = answers.filter(
      ({ status }, index) => status === 200 && !isWhole(tries[index] ?? ''),
    );
    expect(stolen).toEqual([]);
    expect(strange(answers, tries, [200, 401])).toEqual([]);
    expect(answers.filter(({ status }) => status === 401).length).toBeGreaterThan(MUTATIONS * 0.9);
  });

  it('of a body are read or refused: no fault, no page, no new cookie [D-31] [IN-17] [RT-25]', async () => {
    const original = '{"content":"Twelve \\u00e9, said \\"Ada\\"."}';
    const structure = fc.constantFrom(...'{}[]",:\\ue0129-.+tfn \t\r\n\0');
    const tries = mutationsOf(original, fc.oneof({ weight: 9, arbitrary: structure }, byte), 1);
    const message = 'PATCH /api/messages/00000000-0000-4000-8000-000000000000';
    const request: Ask = (body, more) =>
      piped(message, [...more, JSON_TYPE, `Cookie: ${person.browser.cookie}`], body);
    // Most are refused, which ends the connection.
    const answers = await ask(tries, request, 1);
    expect(strange(answers, tries, [400, 404, 422])).toEqual([]);
    // Broken, no longer what was asked for, or still right.
    expect(new Set(answers.map(({ status }) => status)).size).toBe(3);
  });

  it('of an address are found, refused or not there: no fault, no page, no new cookie [D-31] [IN-17] [RT-25]', async () => {
    const broken = fc.constantFrom(
      ...['%', '%z', '%00', '%ff', '%2f', '%e0%a4', '&', '=', '/', '[', '+'],
    );
    const letter = byte.filter((one) => one !== ' ');
    const tries = mutationsOf(
      '/api/users?search=ada%20l&limit=20&cursor=abc',
      fc.oneof(letter, broken),
    ).map((path) => (path.startsWith('/') ? path : `/${path}`));
    const answers = await ask(tries, (path, more) =>
      piped(`GET ${path}`, [
        ...more,
        `Cookie: ${person.browser.cookie}`,
        'Accept: application/json',
      ]),
    );
    expect(strange(answers, tries, [200, 400, 404, 405, 422])).toEqual([]);
  });

  it('of a content type are JSON in UTF-8 or refused [D-31] [IN-17] [CS-03]', async () => {
    const tries = mutationsOf('application/json; charset=utf-8', byte);
    const answers = await ask(tries, (type, more) =>
      piped(
        'DELETE /api/session/flash',
        [...more, `Content-Type: ${type}`, `Cookie: ${person.browser.cookie}`],
        '{"lines":[]}',
      ),
    );
    expect(strange(answers, tries, [200, 415])).toEqual([]);
    const read = tries.filter((_type, index) => answers[index]?.status === 200);
    expect(read.filter((type) => !/^application\/json *($|;)/i.test(type))).toEqual([]);
  });
});
