import { defineConfig } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';

// What auth-core has to give becomes part of this package: other apps install nothing beside it.
const shared = {
  input: {
    index: 'src/index.ts',
    react: 'src/react/index.ts',
    node: 'src/node/index.ts',
    testing: 'src/testing/index.ts',
  },
  platform: 'neutral',
  treeshake: { moduleSideEffects: false },
};

export default defineConfig([
  {
    ...shared,
    external: ['react'],
    output: { dir: 'dist', cleanDir: true, chunkFileNames: 'shared/[name].js' },
  },
  {
    ...shared,
    // Types of schemas fall away with the schemas: what is left is plain interfaces.
    external: ['react', /^zod/],
    plugins: [dts({ emitDtsOnly: true, resolve: ['@gatehouse/auth-core'] })],
    output: { dir: 'dist', chunkFileNames: 'shared/[name].js' },
  },
]);
