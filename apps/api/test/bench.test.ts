import { describe, expect, it } from '@jest/globals';
import { atLeast, atMost } from '../bench/checks.ts';
import { FrontendMessages } from '../bench/frontend-messages.ts';
import { readOptions } from '../bench/options.ts';
import { parsePss, parseSchedstat, parseStat } from '../bench/proc-files.ts';
import { kinds, withOtherId, withOtherSecret } from '../bench/rows/requests.ts';
import { median, percentile, ratio } from '../bench/statistics.ts';
import { figure, table } from '../bench/table.ts';
import { cookieOf, readAnswer, requestText } from '../bench/wire.ts';

describe('statistics', () => {
  it('take the middle, between two values where it falls there', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(percentile([10, 20, 30, 40, 50], 0.99)).toBeCloseTo(49.6);
    expect(() => median([])).toThrow(RangeError);
  });

  it('compare only what is there', () => {
    expect(ratio(3, 2)).toBe(1.5);
    expect(ratio(3, 0)).toBeUndefined();
    expect(ratio(undefined, 2)).toBeUndefined();
    expect(ratio(3, undefined)).toBeUndefined();
  });
});

describe('times of a process', () => {
  const fields = 'S 77 1 1 0 -1 4194560 1 2 0 0 250 50 30 20 20 0 1 0 25 5 4';

  it('are read past a name with blanks and brackets', () => {
    expect(parseStat(`42 (a) b (c) ${fields}`)).toEqual({
      pid: 42,
      name: 'a) b (c',
      parent: 77,
      own: 3_000_000,
      ofEndedChildren: 500_000,
    });
  });

  it('are refused from another text', () => {
    expect(() => parseStat('42 (postgres) S 1')).toThrow(TypeError);
    expect(() => parseStat('')).toThrow(TypeError);
  });

  it('come finer from the scheduler', () => {
    expect(parseSchedstat('122102500 0 1\n')).toBe(122_102.5);
  });

  it('go with the memory that is its own share', () => {
    expect(parsePss('Rss:   1672 kB\nPss:    382 kB\nPss_Dirty:   112 kB\n')).toBe(382);
    expect(parsePss('')).toBeUndefined();
  });
});

describe('statements of a database client', () => {
  const message = (type: string, body = '') => {
    const content = Buffer.from(body);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length + 4);
    return Buffer.concat([Buffer.from(type), length, content]);
  };
  const start = (name: string) => message('', `\0\x03\0\0user\0ada\0application_name\0${name}\0\0`);
  const prepared = ['P', 'B', 'D', 'E', 'S'].map((type) => message(type, '\0'));

  it('are counted once each, simple and prepared', () => {
    const bytes = Buffer.concat([start('gatehouse'), message('Q', 'BEGIN\0'), ...prepared]);

    expect(new FrontendMessages().statementsIn(bytes)).toBe(2);
  });

  it('are counted however the bytes arrive', () => {
    const messages = new FrontendMessages();
    const bytes = Buffer.concat([start('gatehouse'), message('Q', 'E E Q\0'), ...prepared]);

    const counts = [...bytes].map((byte) => messages.statementsIn(Buffer.of(byte)));

    expect(counts.reduce((sum, count) => sum + count)).toBe(2);
  });

  it('are not counted where a connection only waits for news', () => {
    const bytes = Buffer.concat([start('gatehouse-starting'), message('Q', 'LISTEN x\0')]);

    expect(new FrontendMessages().statementsIn(bytes)).toBe(0);
  });
});

describe('requests and answers on the wire', () => {
  const answer = Buffer.from(
    'HTTP/1.1 201 Created\r\nSet-Cookie: a=1; Path=/\r\nset-cookie: b=2\r\nContent-Length: 4\r\n\r\n"é"rest',
  );

  it('are cut at the length that the answer tells', () => {
    const read = readAnswer(answer);

    expect(read).toMatchObject({ status: 201, body: '"é"', length: answer.length - 'rest'.length });
    expect(read && cookieOf(read)).toBe('a=1; b=2');
  });

  it('are waited for until all is there, and end with the head where there is no body', () => {
    expect(readAnswer(answer.subarray(0, 30))).toBeUndefined();
    expect(readAnswer(answer.subarray(0, -5))).toBeUndefined();
    expect(readAnswer(Buffer.from('HTTP/1.1 204 No Content\r\n\r\n'))).toMatchObject({ body: '' });
    expect(() => readAnswer(Buffer.from('HTTP/1.1 200 OK\r\n\r\n'))).toThrow(TypeError);
  });

  it('carry a cookie and a body only where there is one', () => {
    expect(requestText({ path: '/x' })).toMatch(
      /^GET \/x HTTP\/1\.1\r\n(?!.*(cookie|length):).*\r\n\r\n$/is,
    );
    expect(requestText({ method: 'PUT', path: '/x', cookie: 'a=1', body: { b: 'é' } })).toMatch(
      /\r\nCookie: a=1\r\n.*\r\nContent-Length: 10\r\n\r\n\{"b":"é"\}$/s,
    );
  });

  it('have one character that differs where a token was tampered with', () => {
    const holder = { cookie: 'sid=abcA.defA', userId: '', index: 0 };

    expect(withOtherSecret.ask(holder).cookie).toBe('sid=abcA.defB');
    expect(withOtherId.ask(holder).cookie).toBe('sid=AbcA.defA');
    expect(new Set(kinds.map(({ name }) => name)).size).toBe(kinds.length);
  });
});

describe('the report', () => {
  it('stands in columns, words left and numbers right', () => {
    expect(
      table(
        ['What', 'µs'],
        [
          ['warm', '9.50'],
          ['no cookie', '11'],
        ],
      ),
    ).toBe(
      [
        '| What      |   µs |',
        '|-----------|-----:|',
        '| warm      | 9.50 |',
        '| no cookie |   11 |',
      ].join('\n'),
    );
  });

  it('shows three digits that matter, and a dash for what was not measured', () => {
    expect([undefined, 0, 0.123, 9.876, 45.67, 1234.5].map(figure)).toEqual([
      '–',
      '0',
      '0.12',
      '9.88',
      '45.7',
      '1,235',
    ]);
  });

  it('judges by goals, and nothing that was not measured', () => {
    expect(atMost(1.6, 1.6, '×')).toEqual([{ goal: '≤ 1.6 ×', isMet: true }]);
    expect(atMost(1.61, 1.6, '×')).toMatchObject([{ isMet: false }]);
    expect(atLeast(0.7, 0.7, '×')).toEqual([{ goal: '≥ 0.7 ×', isMet: true }]);
    expect(atLeast(0.69, 0.7, '×')).toMatchObject([{ isMet: false }]);
    expect(atMost(undefined, 1, '×')).toEqual([]);
  });
});

describe('options', () => {
  it('have defaults, and refuse what contradicts itself or is unknown', () => {
    expect(readOptions([])).toMatchObject({ size: 'usual', json: 'bench-results.json' });
    expect(readOptions(['--quick', '--json', 'x.json'])).toMatchObject({
      size: 'quick',
      json: 'x.json',
    });
    expect(() => readOptions(['--quick', '--full'])).toThrow('Choose');
    expect(() => readOptions(['--slow'])).toThrow('--slow');
  });
});
