import type { Api } from './api.ts';

/** Writes down every statement that the application sends from now on. */
export function statementsOf({ database }: Api): string[] {
  const statements: string[] = [];
  const silent = () => undefined;
  database.logger = {
    logQuery: (statement: string) => void statements.push(statement),
    logQueryError: silent,
    logQuerySlow: silent,
    logSchemaBuild: silent,
    logMigration: silent,
    log: silent,
  };
  return statements;
}
