import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { newSecretKey } from '../src/config/secret-keys.ts';
import { LogOutput } from '../src/http/log-output.ts';
import { createLogger, nestLogger } from '../src/http/logger.ts';
import { freePort } from './api.ts';
import { createTestDatabase } from './database.ts';
import { eventually } from './eventually.ts';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

// Ends of lines, orders to a terminal, turns of direction, and halves of characters.
const nasty = [
  '\r\n{"level":"info","msg":"forged"}',
  '\n',
  '\r',
  '\u2028\u2029\u0085\v\f',
  '\u001b[2K\u001b[31mred\u001b]0;title\u0007',
  '\u009b31m',
  '\u202egnp.exe\u202c\u2066\u200f\u061c',
  '\u0000\u0008\u007f',
  '\ufeff\u200b\u00ad',
  '"},{"',
  '\ud800',
  '\\u000a',
];

describe('a line of the log', () => {
  it('is one line of JSON that no terminal obeys, whatever is written into it [LG-01] [LG-04] [D-44] [RT-28]', () => {
    const lines: string[] = [];
    const logger = createLogger('debug', {
      write: (line) => void lines.push(line),
      flush: () => undefined,
    });
    const nest = nestLogger(logger);
    for (const text of nasty) {
      logger.info({ path: text, [text]: text, nested: { list: [text] } }, text);
      logger.error({ err: new Error(text, { cause: text }) }, text);
      nest.warn(text, text);
    }
    const visible = /^[\u0020-\u007e\u00a1-\uffff]*\n$/;
    const unseen = /[\u007f-\u00a0\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

    expect(lines.filter((line) => !visible.test(line) || unseen.test(line))).toEqual([]);
    const told = lines.map((line): Record<string, unknown> => JSON.parse(line));
    expect(told).toHaveLength(nasty.length * 3);
    expect(told.filter(({ time }) => !/^\d{4}-.+Z$/.test(String(time)))).toEqual([]);
    // Nothing is lost either: who reads the JSON reads what was written.
    expect(told.filter((_, at) => at % 3 === 0).map(({ msg }) => msg)).toEqual(
      nasty.map((text) => (text === '\ud800' ? expect.any(String) : text)),
    );
  });

  it('that cannot be written is counted, and holds up nobody [LG-05]', async () => {
    const full = openSync('/dev/full', 'w');
    const output = new LogOutput(full);
    const logger = createLogger('info', output);
    logger.info('one');
    logger.error('two');
    await eventually(() => output.lost === 2);
    logger.info('three');
    output.finish();
    closeSync(full);

    expect(output.lost).toBe(3);
  });

  it('is not kept for ever when nobody reads [LG-05]', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-log-'));
    const { reader, writer } = await pipe(folder);
    const output = new LogOutput(writer);
    const line = `${'x'.repeat(1023)}\n`;
    for (let count = 0; count < 6000; count += 1) output.write(line);
    expect(output.lost).toBeGreaterThan(1500);

    const read = Buffer.alloc(1024 * 1024);
    let bytes = 0;
    await eventually(() => {
      try {
        bytes += readSync(reader, read);
      } catch {
        // Nothing has come since.
      }
      return bytes === (6000 - output.lost) * 1024;
    });
    closeSync(writer);
    closeSync(reader);
    await rm(folder, { recursive: true });
  });

  it('is whole or counted when the process ends before anybody reads on [LG-05]', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-log-'));
    const { reader, writer } = await pipe(folder);
    const output = new LogOutput(writer);
    // The pipe ends in the middle of one of them.
    for (let count = 0; count < 4000; count += 1) output.write(`${count} ${'x'.repeat(120)}\n`);
    const read = Buffer.alloc(1024 * 1024);
    let text = '';
    // A reader comes back for a moment: there is room again for some of what was begun.
    await eventually(() => {
      try {
        text += read.toString('latin1', 0, readSync(reader, read, 0, 4096, null));
      } catch {
        // Nothing has come since.
      }
      return text.length > 16_384;
    });
    output.finish();
    text += read.toString('latin1', 0, readSync(reader, read));
    closeSync(writer);
    closeSync(reader);
    await rm(folder, { recursive: true });

    const lines = text.split('\n');
    lines.pop();
    expect(lines.map((line) => Number(/^(\d+) x{120}$/.exec(line)?.[1]))).toEqual(
      lines.map((_, at) => at),
    );
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.length + output.lost).toBe(4000);
  });
});

describe('a process whose log nobody reads', () => {
  it('serves on, when it is not read and when it cannot be written any more, and ends in order [LG-05]', async () => {
    const database = await createTestDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-log-'));
    const { reader, writer } = await pipe(folder);
    const port = await freePort();
    const child = spawn(process.execPath, [main], {
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: database.url,
        SECRET_KEYS: newSecretKey(),
        PORT: String(port),
      },
      stdio: ['ignore', writer, 'ignore'],
    });
    closeSync(writer);
    const ask = (origin: string) =>
      fetch(`http://localhost:${port}/api/session`, { method: 'DELETE', headers: { origin } });
    const strangers = async (): Promise<number[]> => {
      const statuses = [];
      // Two lines each: far more than a pipe holds.
      for (let count = 0; count < 300; count += 1)
        statuses.push((await ask('https://evil.example')).status);
      return [...new Set(statuses)];
    };
    await eventually(() =>
      ask('').then(
        () => true,
        () => false,
      ),
    );

    expect(await strangers()).toEqual([403]);
    closeSync(reader);
    expect(await strangers()).toEqual([403]);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    await database.drop();
    await rm(folder, { recursive: true });
  });
});

/** One that nobody reads until somebody does. */
async function pipe(folder: string): Promise<{ reader: number; writer: number }> {
  const path = join(folder, 'pipe');
  await promisify(execFile)('mkfifo', [path]);
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return { reader, writer: openSync(path, 'w') };
}
