import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILES_PER_LOAD = 5;

/**
 * Loading the server takes longer than most files of tests do, and Jest loads it anew for each: files that keep to themselves
 * share one load, those whose hooks
 * would be everybody's, or whose snapshots stand beside them, have their own.
 * @returns the files that Jest has to run
 */
export function together(root) {
  const folder = join(root, '.together');
  const names = readdirSync(join(root, 'test')).filter((name) => name.endsWith('.test.ts'));
  const alone = names.filter((name) =>
    /^(before|after)(All|Each)\(|\.mockModule\(|toMatchSnapshot/m.test(
      readFileSync(join(root, 'test', name), 'utf8'),
    ),
  );
  const shared = names.filter((name) => !alone.includes(name)).sort();
  const count = Math.ceil(shared.length / FILES_PER_LOAD);
  const groups = Array.from({ length: count }, (_, group) =>
    shared.filter((_name, index) => index % count === group),
  );
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [index, group] of groups.entries())
    writeFileSync(
      join(folder, `${index + 1}.test.ts`),
      group.map((name) => `import '../test/${name}';\n`).join(''),
    );
  return ['<rootDir>/.together/*.test.ts', ...alone.map((name) => `<rootDir>/test/${name}`)];
}
