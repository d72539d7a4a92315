const tests = '\\.test\\.tsx?$|/test/|^apps/api/faults/';
const frameworks =
  '^node_modules/(@nestjs|@fastify|fastify|typeorm|pg|passport|react|react-dom|rxjs)(/|-|$)';
const passwordEntry = '^packages/auth-core/(src|dist)/password/';
const server = '^apps/api/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or three. Types are gone at run time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?|^virtual:' },
    },
    {
      name: 'through-the-front-door',
      comment: 'Other workspaces are imported by their name, never by a path into their sources.',
      severity: 'error',
      from: { path: '^(packages/[^/]+|apps/[^/]+|e2e)/' },
      to: { path: '^(packages|apps)/[^/]+/(src|test)/|^e2e/', pathNot: '^$1/' },
    },
    {
      name: 'packages-know-no-app',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(apps|e2e)/' },
    },
    {
      name: 'auth-core-stands-alone',
      comment: 'The rules know neither a framework nor who uses them.',
      severity: 'error',
      from: { path: '^packages/auth-core/' },
      to: { path: `^packages/client-sdk/|${frameworks}` },
    },
    {
      name: 'auth-core-runs-in-browsers',
      comment: 'Only the password entry may use Node, and argon2.',
      severity: 'error',
      from: { path: '^packages/auth-core/src/', pathNot: `${tests}|${passwordEntry}` },
      to: { path: `${passwordEntry}|^node_modules/@node-rs/` },
    },
    {
      name: 'auth-core-without-node',
      severity: 'error',
      from: { path: '^packages/auth-core/src/', pathNot: `${tests}|${passwordEntry}` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'sdk-knows-only-auth-core',
      comment: 'React belongs to the entry of that name; zod and the server to nobody here.',
      severity: 'error',
      from: { path: '^packages/client-sdk/src/', pathNot: `${tests}|/src/(react|testing)(/|\\.)` },
      to: { path: `${frameworks}|${passwordEntry}|^node_modules/zod/` },
    },
    {
      name: 'sdk-react-entry-knows-only-react',
      severity: 'error',
      from: { path: '^packages/client-sdk/src/(react|testing)(/|\\.)', pathNot: tests },
      to: {
        path: `${frameworks}|${passwordEntry}|^node_modules/zod/`,
        pathNot: '^node_modules/(react|react-dom)/',
      },
    },
    {
      name: 'sdk-without-node',
      comment: 'Node belongs to the entry of that name.',
      severity: 'error',
      from: { path: '^packages/client-sdk/src/', pathNot: `${tests}|/src/node(/|\\.)` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'sdk-core-without-its-node-entry',
      severity: 'error',
      from: { path: '^packages/client-sdk/src/', pathNot: `${tests}|/src/(node|testing)(/|\\.)` },
      to: { path: '^packages/client-sdk/src/node(/|\\.)' },
    },
    {
      name: 'sdk-core-without-its-react-entry',
      severity: 'error',
      from: { path: '^packages/client-sdk/src/', pathNot: `${tests}|/src/(react|testing)(/|\\.)` },
      to: { path: '^packages/client-sdk/src/react(/|\\.)' },
    },
    {
      name: 'web-talks-through-the-sdk',
      comment: 'No server code, no schemas and no hashing in a browser bundle.',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: tests },
      to: { path: `${server}|${passwordEntry}|^node_modules/(zod|@nestjs|typeorm|pg)/|^e2e/` },
    },
    {
      name: 'web-without-node',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'api-serves-everybody',
      comment: 'The server knows no client; its tests use the SDK.',
      severity: 'error',
      from: { path: `${server}src/` },
      to: { path: '^packages/client-sdk/|^apps/web/|^e2e/' },
    },
    {
      name: 'e2e-knocks-from-outside',
      severity: 'error',
      from: { path: '^e2e/' },
      to: { path: '^apps/' },
    },
    {
      name: 'tests-stay-tests',
      comment: 'What ships does not stand on what tests it.',
      severity: 'error',
      from: { path: '/src/', pathNot: tests },
      to: { path: `(${tests})`, pathNot: 'node_modules' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|/dist/' },
    exclude: { path: '/(test-results|\\.turbo)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    preserveSymlinks: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
