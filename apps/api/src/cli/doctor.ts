import { examineEnv } from '../config/env.ts';
import { checks } from './doctor/checks/index.ts';
import { lookFromOutside } from './doctor/look-from-outside.ts';
import type { Verdict } from './doctor/patient.ts';
import { readStores } from './doctor/read-stores.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';
import type { Paint } from './frame/paint.ts';
import { Misuse, Refusal } from './frame/refusal.ts';

interface Finding extends Verdict {
  readonly name: string;
}

const styles = { ok: 'green', warning: 'yellow', error: 'red' } as const;

export function doctor(cli: Cli) {
  return leaf('doctor', 'Find the usual mistakes of an installation, each with what mends it')
    .description(
      'Find the usual mistakes of an installation, each with what mends it. It judges the settings, which need not be valid, and the database; nothing is changed. Exit code 1 when something is an error.',
    )
    .option('--url <url>', 'look at the server that runs as well, at the address that people type')
    .action(async (options) => {
      const url = options.url === undefined ? undefined : urlOf(options.url);
      const findings = await diagnose(cli, url);
      cli.answer(options, {
        data: findings.map((finding) => ({ mend: null, ...finding })),
        words: (paint) => findings.flatMap((finding) => linesOf(finding, paint)),
      });
      const errors = findings.filter(({ state }) => state === 'error').length;
      if (errors > 0) throw new Refusal(`Errors: ${errors}.`);
    });
}

async function diagnose(cli: Cli, url: URL | undefined): Promise<Finding[]> {
  const { env, faults } = examineEnv(cli.world.variables);
  const [stores, outside] = await Promise.all([
    readStores(env),
    url && lookFromOutside(url, env.trustedOrigins),
  ]);
  const patient = { env, faults, stores, outside };
  const findings = checks.map(([name, check]) => ({ name, ...check(patient) }));
  if (!outside?.trouble) return findings;
  const found = `${outside.url.origin} does not answer: ${outside.trouble}`;
  const mend = 'Start the server, and look at the name, the certificate and the proxy.';
  return [...findings, { name: 'from outside', state: 'error', found, mend }];
}

function urlOf(text: string): URL {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new Misuse('--url takes the address that people type, like https://app.example.com');
  return new URL(text);
}

function linesOf({ name, state, found, mend }: Finding, paint: Paint): string[] {
  const head = `${paint(styles[state], state.padEnd(7))}  ${paint('bold', name.padEnd(15))}  ${found}`;
  return mend === undefined ? [head] : [head, `${' '.repeat(26)}→ ${mend}`];
}
