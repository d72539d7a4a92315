import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publint } from 'publint';
import { problem, startFakeApi } from './fake-api.ts';
import { susan } from './people.ts';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const run = promisify(execFile);
const tool = (name: string) => join(root, '../../node_modules/.bin', name);
const folderOf = (name: string) =>
  dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));

/** A folder of somebody who has this package and nothing else of ours. */
let app: string;
let installed: string;

beforeAll(async () => {
  app = await mkdtemp(join(tmpdir(), 'gatehouse-app-'));
  installed = join(app, 'node_modules/@gatehouse/client-sdk');
  await mkdir(installed, { recursive: true });
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', app], { cwd: root });
  const [{ filename }] = JSON.parse(stdout);
  await run('tar', ['-xzf', join(app, filename), '--strip-components=1', '-C', installed]);
  await cp(join(here, 'samples'), app, { recursive: true });
  await writeFile(join(app, 'package.json'), '{ "type": "module" }');
}, 60_000);
afterAll(() => rm(app, { recursive: true, force: true }));

async function packed(): Promise<readonly string[]> {
  const entries = await readdir(installed, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

const textOf = async (files: readonly string[]) =>
  (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n');

/** What a bundler makes of it for a browser. */
async function bundled(source: string): Promise<string> {
  await writeFile(join(app, 'entry.js'), source);
  const options = ['--format', 'esm', '--minify', '--platform', 'browser', '--external', 'react'];
  await run(tool('rolldown'), ['entry.js', ...options, '--file', 'bundle.js'], { cwd: app });
  return readFile(join(app, 'bundle.js'), 'utf8');
}

const kilobytes = (code: string) => gzipSync(code, { level: 9 }).length / 1000;

describe('the packed package', () => {
  it('holds what was built, the words about it, and no dependency', async () => {
    const names = (await packed()).map((file) => file.slice(installed.length + 1));
    for (const entry of [
      'index',
      'react',
      'node',
      'live',
      'acting',
      'account',
      'admin',
      'recovery',
      'testing',
    ])
      expect(names).toEqual(expect.arrayContaining([`dist/${entry}.js`, `dist/${entry}.d.ts`]));
    expect(names.filter((name) => !name.startsWith('dist/')).sort()).toEqual([
      'README.md',
      'package.json',
    ]);
    const about = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
    expect(about).toMatchObject({ type: 'module', sideEffects: false });
    expect(about.dependencies).toBeUndefined();
    expect(about.peerDependenciesMeta).toEqual({ react: { optional: true } });
  });

  it('imports nothing but React, not even for its types', async () => {
    const code = await textOf((await packed()).filter((file) => /\.(js|d\.ts)$/.test(file)));
    const imported = [...code.matchAll(/(?:from|import)\s*\(?["']([^"']+)["']/g)].map(
      ([, id]) => id,
    );
    expect(new Set(imported.filter((id) => !id?.startsWith('.')))).toEqual(new Set(['react']));
    expect(code).not.toMatch(/zod/i);
  });

  it('passes publint', async () => {
    const { messages } = await publint({ pkgDir: installed, strict: true, pack: false });
    expect(messages).toEqual([]);
  }, 30_000);

  it('runs in Node', async () => {
    const api = await startFakeApi();
    api.answers(({ path }) => (path === '/api/session' ? { json: susan } : problem('not_found')));
    const { stdout } = await run(process.execPath, ['script.mjs', api.baseUrl], { cwd: app });
    await api.stop();
    expect(JSON.parse(stdout)).toEqual({
      name: 'Susan',
      refusal: true,
      mayEdit: true,
      next: '/welcome',
    });
  });
});

describe('a bundle for the browser', () => {
  it('has a core of at most 4.0 KB', async () => {
    const code = await bundled("export { createClient, isApiError } from '@gatehouse/client-sdk';");
    expect(kilobytes(code)).toBeLessThanOrEqual(4);
    expect(code).not.toMatch(/node:|process\.|zod|testing/);
  }, 30_000);

  it('has at most 1.5 KB more when it is kept live', async () => {
    const core = "export { createClient, isApiError } from '@gatehouse/client-sdk';";
    const alone = await bundled(core);
    const live = await bundled(`${core}\nexport * from '@gatehouse/client-sdk/live';`);
    expect(live).toContain('EventSource');
    expect(kilobytes(live) - kilobytes(alone)).toBeLessThanOrEqual(1.5);
    expect(alone).not.toContain('EventSource');
  }, 30_000);

  it('carries the routes of mailed links only where they are asked for', async () => {
    const core = "export { createClient, isApiError } from '@gatehouse/client-sdk';";
    const whole = await bundled(`${core}\nexport * from '@gatehouse/client-sdk/recovery';`);
    expect(whole).toContain('/api/password-resets');
    expect(await bundled(core)).not.toContain('/api/password-reset');
  }, 30_000);

  it('carries the routes of admins only where they are asked for', async () => {
    const core = "export { createClient, isApiError } from '@gatehouse/client-sdk';";
    const whole = await bundled(`${core}\nexport * from '@gatehouse/client-sdk/admin';`);
    expect(whole).toContain('/api/admin');
    expect(await bundled(core)).not.toContain('/api/admin');
  }, 30_000);

  it('has at most 7 KB with all hooks', async () => {
    const code = await bundled(
      "export { createClient, isApiError } from '@gatehouse/client-sdk';\nexport * from '@gatehouse/client-sdk/react';",
    );
    expect(kilobytes(code)).toBeLessThanOrEqual(7);
    const imported = [...code.matchAll(/from\s*["']([^"']+)["']/g)].map(([, id]) => id);
    expect(imported).toEqual(['react']);
  }, 30_000);

  it('has nothing of what an app does not use', async () => {
    const code = await bundled("import '@gatehouse/client-sdk';\nexport const mine = 1;");
    expect(code.length).toBeLessThan(60);
  }, 30_000);
});

describe('the types', () => {
  const strict = {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: false,
    target: 'ES2022',
    jsx: 'react-jsx',
  };

  async function check(options: object, files: readonly string[]): Promise<string> {
    const compilerOptions = { ...strict, ...options };
    await writeFile(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    const checked = run(tool('tsc'), ['-p', app, '--pretty', 'false'], { cwd: app });
    return checked.then(
      ({ stdout }) => stdout,
      (error: { stdout: string }) => error.stdout || String(error),
    );
  }

  const dom = { lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: [] };
  const resolutions = [
    { module: 'nodenext', moduleResolution: 'nodenext' },
    { module: 'esnext', moduleResolution: 'bundler' },
  ];

  beforeAll(async () => {
    await mkdir(join(app, 'node_modules/@types'), { recursive: true });
    for (const name of ['react', '@types/react', '@types/node'])
      await symlink(folderOf(name), join(app, 'node_modules', name));
  });

  it.each(resolutions)(
    'hold in strict mode by themselves with $moduleResolution [ASK-034] [ASK-048]',
    async (how) => {
      expect(await check({ ...dom, ...how }, ['app.ts', 'page.tsx'])).toBe('');
    },
    60_000,
  );

  it('agree with what README.md shows', async () => {
    const text = await readFile(join(installed, 'README.md'), 'utf8');
    const blocks = [...text.matchAll(/```tsx?\n(.*?)```/gs)].map(([, block]) => block);
    expect(blocks).toHaveLength(5);
    const around = 'declare const password: string;\ndeclare function show(text: string): void;\n';
    const files = blocks.map((_, index) => `readme-${index}.tsx`);
    for (const [index, name] of files.entries())
      await writeFile(join(app, name), around + blocks[index]);
    expect(await check({ ...dom, ...resolutions[1], types: ['node'] }, files)).toBe('');
  }, 60_000);

  it('hold in Node, where there is no document', async () => {
    const node = { ...resolutions[0], lib: ['ES2022'], types: ['node'] };
    expect(await check(node, ['app.ts'])).toBe('');
  }, 60_000);
});
