import { defineConfig } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';

// What auth-core has to give becomes part of this package: other apps install nothing beside it.
// Its schemas fall away, and zod with them.
export default defineConfig({
  input: {
    index: 'src/index.ts',
    react: 'src/react/index.ts',
    node: 'src/node/index.ts',
    account: 'src/account/index.ts',
    live: 'src/live/index.ts',
    acting: 'src/acting/index.ts',
    admin: 'src/admin/index.ts',
    recovery: 'src/recovery/index.ts',
    testing: 'src/testing/index.ts',
  },
  external: ['react', /^zod/],
  platform: 'neutral',
  treeshake: { moduleSideEffects: false },
  plugins: [dts({ resolve: ['@gatehouse/auth-core'] })],
  checks: { pluginTimings: false },
  output: { dir: 'dist', cleanDir: true, chunkFileNames: 'shared/[name].js' },
});
