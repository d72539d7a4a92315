import { readEnv } from '../config/env.ts';
import { createDataSource } from '../database/data-source.ts';
import { Draining } from '../http/draining.ts';
import type { Cli } from './frame/cli.ts';
import { leaf } from './frame/leaf.ts';
import { routeRulesOf } from './frame/route-rules.ts';
import { table } from './frame/table.ts';

/** It is described and never connected. */
const NOWHERE = 'postgres://127.0.0.1';

export function routes(cli: Cli) {
  return leaf('routes', 'List every route with its rule: public, log-in, a policy, a fresh proof')
    .description(
      'List every route with its rule: public, log-in, a policy, a fresh proof. A policy that needs a record is asked by the service that loads it, and not listed.',
    )
    .option('--public', 'only those that are open to visitors')
    .action(async (options) => {
      const { AppModule } = await import('../app.module.ts');
      const module = AppModule.with({
        env: readEnv(cli.world.variables),
        dataSource: createDataSource(NOWHERE, () => undefined),
        draining: new Draining(),
        webFolder: undefined,
      });
      const found = await routeRulesOf(module);
      const rules = found.filter(({ isPublic }) => isPublic || !options.public);
      cli.answer(options, {
        data: rules,
        words: table(
          ['METHOD', 'PATH', 'RULE'],
          rules.map(({ method, path, rule }) => [method, path, rule]),
        ),
      });
    });
}
