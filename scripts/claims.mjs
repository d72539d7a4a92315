import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkStandard, checkThreats, countsOf, states } from './security-claims.mjs';
import { read, root, testSources } from './test-files.mjs';

/**
 * `npm run claims`: what the pages of docs/security say is proved by tests that are there.
 * `-- --write` counts anew.
 */
const folder = 'docs/security';
const page = `${folder}/asvs.md`;
const counted = /(<!-- counts -->\n)[\s\S]*?(<!-- end of counts -->)/;

const surroundings = {
  sources: await testSources(),
  isThere: {
    fromRoot: (file) => existsSync(join(root, file)),
    fromPage: (file) => existsSync(join(root, folder, file)),
  },
};
const levels = JSON.parse(await read(`${folder}/asvs-5.0.0.json`));
const markdown = await read(page);
const standard = checkStandard(markdown, levels, surroundings);
const threats = checkThreats(await read(`${folder}/threats.md`), surroundings);
const counts = countsOf(standard.rows);
const faults = [...standard.faults, ...threats.faults];

const recounted = markdown.replace(
  counted,
  (_, before, after) => `${before}\n${counts}\n\n${after}`,
);
if (process.argv.includes('--write')) await writeFile(join(root, page), recounted);
else if (!counted.test(markdown) || recounted !== markdown)
  faults.push('The counts are not those of the rows: npm run claims -- --write');

for (const fault of faults) console.log(`✗ ${fault}`);
for (const state of states)
  console.log(`${state}: ${standard.rows.filter((row) => row.state === state).length}`);
console.log(
  `\n${standard.rows.length} requirements and ${threats.rows} threats, ${faults.length} faults`,
);
process.exitCode = faults.length > 0 ? 1 : 0;
