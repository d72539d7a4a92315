import { type ESTree, type Plugin, parseSync } from 'vite';

/**
 * Marks the schemas of auth-core as free of side effects: building one does nothing, but a bundler
 * cannot know. Without this each rule that a form asks would bring the schemas of the server along.
 */
export function pureSchemas(): Plugin {
  return {
    name: 'gatehouse:pure-schemas',
    apply: 'build',
    transform: {
      filter: { id: /auth-core\/dist\/[^?]*\.js$/, code: 'zod/mini' },
      handler: (code, id) => ({ code: withPureCalls(code, id), map: null }),
    },
  };
}

function withPureCalls(code: string, id: string): string {
  const calls = parseSync(id, code).program.body.flatMap(constantsOf).filter(isCall);
  return calls.reduceRight(
    (text, { start, end }) =>
      `${text.slice(0, start)}/* @__PURE__ */ (() => ${text.slice(start, end)})()${text.slice(end)}`,
    code,
  );
}

function constantsOf(statement: ESTree.Statement | ESTree.Directive): (ESTree.Expression | null)[] {
  const declaration =
    statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (declaration?.type !== 'VariableDeclaration' || declaration.kind !== 'const') return [];
  return declaration.declarations.map(({ init }) => init);
}

function isCall(expression: ESTree.Expression | null): expression is ESTree.CallExpression {
  return expression?.type === 'CallExpression';
}
