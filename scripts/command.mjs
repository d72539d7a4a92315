import './node-version.mjs';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

// `npm run gatehouse -- …`: the program of the operator, built first where that is possible.
if (process.env.NODE_ENV !== 'production' && hasBuilder()) {
  const { buildQuietly } = await import('./build-quietly.mjs');
  await buildQuietly('api');
}
const program = new URL('../apps/api/dist/cli/main.js', import.meta.url);
if (!existsSync(program)) {
  process.stderr.write('The product is not built. With its development tools: npm run build\n');
  process.exit(1);
}
await import(program.href);

/** An installation that only runs (`npm ci --omit=dev`) has none. */
function hasBuilder() {
  try {
    createRequire(import.meta.url).resolve('turbo/package.json');
    return true;
  } catch {
    return false;
  }
}
