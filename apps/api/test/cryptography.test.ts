import { beforeAll, describe, expect, it } from '@jest/globals';
import { filesUnder, places, read, sources, tableRows, withoutComments } from './source-files.ts';

const libraries = ['node:crypto', 'crypto', '@node-rs/argon2', '@node-rs/bcrypt'];
const inBrowsers = /\bcrypto\.(?:subtle\.)?(\w+)\(/g;
const withoutImport = /\b(Math\.random)\(/g;
const inStatements =
  /(?<![.\w])(gen_random_uuid|md5|sha224|sha256|sha384|sha512|digest|hmac|crypt)\(/g;

/** Every function of cryptography or chance that a file uses, by its name. */
function callsIn(code: string): string[] {
  const bare = withoutComments(code);
  const imports = [...bare.matchAll(/import\s+(?!type\b)([^;]+?)\s+from\s+'([^']+)'/g)]
    .filter(([, , from = '']) => libraries.includes(from))
    .flatMap(([, names = '']) => names.replace(/[{}]/g, '').split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '));
  const texts = bare.match(/`[^`]*`|'[^'\n]*'/g) ?? [];
  const others = [inBrowsers, withoutImport].flatMap((pattern) => [...bare.matchAll(pattern)]);
  const statements = texts.flatMap((text) => [...text.matchAll(inStatements)]);
  return [...new Set([...imports, ...[...others, ...statements].map(([, name = '']) => name)])];
}

/** The names that others gave to stolen passwords, and what others have stored: an old digest within HMAC, where it is not broken. */
const others = [
  /^apps\/api\/src\/breached-passwords\/breach-list\.ts: /,
  /^packages\/auth-core\/src\/password\/(?:formats|primitives)\/[\w-]+\.ts: sha1$/,
];

const workspaces = ['apps/api', 'apps/web', 'packages/auth-core', 'packages/client-sdk'];

describe('cryptography', () => {
  let files: string[];
  let page: string;
  beforeAll(async () => {
    const scripts = (await filesUnder('scripts')).filter((file) => !file.endsWith('.test.mjs'));
    files = [...(await sources(...workspaces)), ...scripts];
    page = await read('docs/security/cryptography.md');
  });

  it('is used where its page says, and nowhere else [CR-10]', async () => {
    expect(callsIn("import { scrypt, type Hmac } from 'node:crypto'; x('SELECT md5(a)');")).toEqual(
      ['scrypt', 'md5'],
    );
    const used = files.map(async (file) =>
      callsIn(await read(file)).map((call) => `${file} ${call}`),
    );
    const listed = tableRows(page, 'Uses').map(([file, call]) => `${file} ${call}`);
    expect(listed.toSorted()).toEqual((await Promise.all(used)).flat().sort());
  });

  it('has an owner, a place, an end and a purpose for every secret of the settings [CR-10]', async () => {
    const secrets = tableRows(page, 'Secrets');
    expect(secrets.filter((cells) => cells.length !== 6 || cells.includes(''))).toEqual([]);
    const settings = await read('apps/api/src/config/env-schema.ts');
    const carriers = [...settings.matchAll(/^ {2}(\w*(?:_KEYS|DATABASE_URL|REDIS_URL)):/gm)];
    expect(carriers.length).toBeGreaterThan(2);
    const named = secrets.map(([name = '']) => name).join('\n');
    expect(carriers.map(([, name = '']) => name).filter((name) => !named.includes(name))).toEqual(
      [],
    );
  });

  it('knows no broken digest, neither by name nor in a statement [CR-09]', async () => {
    const names = await places(files, /(?:createHash|createHmac|hkdfSync|\bhash)\(\s*'([\w-]+)'/g);
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((place) => !place.endsWith("'sha256'"))).toEqual([
      "apps/api/src/breached-passwords/breach-list.ts: createHash('sha1'",
    ]);
    const broken = await places(files, /\b(?:md[245]|sha-?1|ripemd\w*|rc4|des|ecb)\b(?!\w)/gi);
    expect(broken.filter((place) => !others.some((known) => known.test(place)))).toEqual([]);
    expect(tableRows(page, 'Uses').filter((cells) => /md5|sha-?1\b/i.test(cells.join()))).toEqual(
      [],
    );
  });

  it('makes secrets from the generator of the operating system alone [CR-07]', async () => {
    const servers = await sources('apps/api', 'packages/auth-core');
    expect(await places(servers, /Math\.random|randomBytesSync|pseudoRandom/g)).toEqual([]);
    const tokens = [
      'apps/api/src/browser/session-token.ts',
      'apps/api/src/session/session-secrets.ts',
      'apps/api/src/config/secret-keys.ts',
      'apps/api/src/recovery/mailed-tokens.ts',
      ...servers.filter((file) => file.includes('auth-core/src/password/')),
    ];
    expect(await places(tokens, /Date\.now|new Date|uuid/gi)).toEqual([]);
    const secret = tableRows(page, 'Uses').filter(
      ([, call = '', , purpose = '']) =>
        /^(?:random|getRandom|Math|gen_)/.test(call) && !/: no secret$/.test(purpose),
    );
    expect(secret.map(([file, call]) => `${file} ${call}`)).toEqual([
      'apps/api/src/session/session-secrets.ts randomBytes',
      'apps/api/src/limits/known-browsers.ts randomBytes',
      'apps/api/src/recovery/mailed-tokens.ts randomBytes',
      'apps/api/src/config/secret-keys.ts randomBytes',
      'apps/api/src/postgres/cluster.ts randomBytes',
      'apps/web/src/pages/orders/idempotency-key.ts getRandomValues',
    ]);
  });
});
