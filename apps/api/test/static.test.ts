import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { paths } from '@gatehouse/auth-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { filesUnder, places, read, root, sources } from './source-files.ts';

const require = createRequire(import.meta.url);

describe('the sources', () => {
  it('write addresses of pages in one file, and addresses of the API in controllers and the SDK [S-011]', async () => {
    const pages = Object.values(paths)
      .filter((path) => path !== '/')
      .map((path) => path.replace(/[.:]\w+/g, '[^/\'"`]+'));
    const literal = new RegExp(`(['"\`])(?:${pages.join('|')})(?=\\1|[?#])`, 'g');
    const files = await sources(
      'apps/api',
      'apps/web',
      'packages/client-sdk',
      'packages/auth-core',
    );

    const home = 'packages/auth-core/src/paths.ts';
    expect(await places([home], literal)).toHaveLength(pages.length);
    // Loaded before everything else: these name the entrances without the list of all pages.
    expect(
      await places(
        files.filter((file) => file !== home),
        literal,
      ),
    ).toEqual([
      `apps/web/src/auth/forgotten-link.tsx: "${paths.forgotPassword}`,
      `apps/web/src/auth/login-page.tsx: "${paths.login}`,
      `apps/web/src/auth/login-page.tsx: "${paths.register}`,
      `apps/web/src/auth/register-page.tsx: "${paths.login}`,
      `apps/web/src/auth/register-page.tsx: "${paths.register}`,
      `apps/web/src/lib/next.ts: '${paths.login}`,
    ]);
    expect(
      await places(await sources('apps/web', 'packages/auth-core'), /['"`]\/?api\/|\bfetch\(/g),
    ).toEqual([]);
  });
});

const secrets = new RegExp(
  [
    '-----BEGIN [A-Z ]*PRIVATE KEY-----',
    '\\bAKIA[0-9A-Z]{16}\\b',
    '\\bgh[opsu]_\\w{36}\\b',
    '\\bnpm_\\w{36}\\b',
    '\\bxox[abp]-[\\w-]{10,}',
    '\\bsk_live_\\w{10,}',
    '^\\s*(?:export )?(?:SECRET_KEYS|PGPASSWORD|SMTP_PASSWORD)=["\']?[\\w+/=-]{16,}',
    '_authToken=[\\w-]{8,}',
    // What `gatehouse secret new` makes: 32 random bytes.
    '(?<![\\w+/=-])(?=[\\w-]*[A-Z])(?=[\\w-]*[a-z])(?=[\\w-]*\\d)(?=[\\w-]*[_-]|[A-Za-z\\d]{43})[\\w-]{43}(?![\\w+/=-])',
  ].join('|'),
  'gm',
);

describe('the repository', () => {
  it('holds no secret, and asks for none to be kept in it [S-187]', async () => {
    const planted = [
      ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' '),
      `AKIA${'Q'.repeat(16)}`,
      `ghp_${'a1'.repeat(18)}`,
      `SECRET_KEYS=${'k3y'.repeat(12)}`,
      Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 89 + 7) % 256)).toString(
        'base64url',
      ),
    ];
    for (const secret of planted) expect(secret.match(secrets)).not.toBeNull();

    const files = (await filesUnder('')).filter(
      (file) =>
        // Hashes that other systems made of passwords that stand beside them.
        !/package-lock\.json$|common-passwords|auth-core\/test\/(?:vectors\/|foreign-hashes)|\.(?:png|ico|woff2?|webp|jpg)$/.test(
          file,
        ),
    );
    expect(files.length).toBeGreaterThan(300);
    const found = files.map(async (file) => [file, (await read(file)).match(secrets)] as const);
    expect((await Promise.all(found)).filter(([, match]) => match !== null)).toEqual([]);
    expect((await read('.gitignore')).split('\n')).toEqual(
      expect.arrayContaining(['.env', '.data/', 'node_modules/']),
    );
    expect(await read('.env.example')).toMatch(/^# SECRET_KEYS=$/m);
    expect(await read('.env.example')).not.toMatch(/^[A-Z]/m);
  });

  it('reads the environment where a process begins, and nowhere else [S-187]', async () => {
    const readers = await places(await sources('apps/api', 'apps/web'), /process\.env/g);
    expect(readers).toEqual([
      'apps/api/src/cli/main.ts: process.env',
      'apps/api/src/main.ts: process.env',
      // What the programs of PostgreSQL need to be found.
      'apps/api/src/postgres/identity.ts: process.env',
    ]);
  });
});

/** One file for each rule, which breaks it. */
const violations: Readonly<Record<string, readonly [file: string, imported: string]>> = {
  'no-cycles': ['apps/api/src/one.ts', './two.ts'],
  'no-unresolved': ['apps/api/src/nowhere.ts', './missing.ts'],
  'through-the-front-door': ['apps/web/src/back.ts', '../../../packages/auth-core/src/core.ts'],
  'packages-know-no-app': ['packages/auth-core/src/app.ts', '../../../apps/api/src/server.ts'],
  'auth-core-stands-alone': ['packages/auth-core/src/nest.ts', '@nestjs/common'],
  'auth-core-runs-in-browsers': ['packages/auth-core/src/hash.ts', './password/hasher.ts'],
  'auth-core-without-node': ['packages/auth-core/src/node.ts', 'node:fs'],
  'sdk-knows-only-auth-core': ['packages/client-sdk/src/schema.ts', 'zod'],
  'sdk-react-entry-knows-only-react': ['packages/client-sdk/src/react/schema.ts', 'zod'],
  'sdk-without-node': ['packages/client-sdk/src/file.ts', 'node:fs'],
  'sdk-core-without-its-node-entry': ['packages/client-sdk/src/cookies.ts', './node/cookies.ts'],
  'sdk-core-without-its-react-entry': ['packages/client-sdk/src/hooks.ts', './react/hooks.ts'],
  'web-talks-through-the-sdk': ['apps/web/src/schema.ts', 'zod'],
  'web-without-node': ['apps/web/src/file.ts', 'node:fs'],
  'api-serves-everybody': ['apps/api/src/client.ts', '../../../packages/client-sdk/src/sdk.ts'],
  'e2e-knocks-from-outside': ['e2e/tests/inside.ts', '../../apps/api/src/server.ts'],
  'tests-stay-tests': ['apps/api/src/tested.ts', '../test/harness.ts'],
};

const bystanders = [
  'packages/auth-core/src/core.ts',
  'packages/auth-core/src/password/hasher.ts',
  'packages/client-sdk/src/sdk.ts',
  'packages/client-sdk/src/node/cookies.ts',
  'packages/client-sdk/src/react/hooks.ts',
  'apps/api/src/server.ts',
  'apps/api/test/harness.ts',
  'node_modules/zod/index.js',
  'node_modules/@nestjs/common/index.js',
];

describe('the boundaries', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-boundaries-'));
    const write = async (file: string, code: string) => {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), code);
    };
    for (const file of bystanders) await write(file, 'export const here = true;\n');
    await write('apps/api/src/two.ts', "import './one.ts';\n");
    for (const [file, imported] of Object.values(violations))
      await write(file, `import '${imported}';\n`);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('of every rule are held by a tool that finds whoever crosses them [S-205]', () => {
    const config = join(root, '.dependency-cruiser.cjs');
    const { forbidden } = require(config) as { forbidden: { name: string; severity: string }[] };
    expect(forbidden.map(({ name }) => name).sort()).toEqual(Object.keys(violations).sort());
    expect(forbidden.filter(({ severity }) => severity !== 'error')).toEqual([]);

    const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const { stdout } = spawnSync(
      process.execPath,
      [tool, '--config', config, '--output-type', 'json', 'packages', 'apps', 'e2e'],
      { cwd: folder, encoding: 'utf8', maxBuffer: 16_000_000 },
    );
    const { summary } = JSON.parse(stdout) as {
      summary: { violations: { from: string; rule: { name: string } }[] };
    };
    const found = new Set(summary.violations.map(({ from, rule }) => `${rule.name} ${from}`));
    const expected = Object.entries(violations).map(([rule, [file]]) => `${rule} ${file}`);
    expect(expected.filter((violation) => !found.has(violation))).toEqual([]);
  });
});
