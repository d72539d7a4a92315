import './node-version.mjs';
import { existsSync } from 'node:fs';
import { buildQuietly, say } from './build-quietly.mjs';

// `npm run gatehouse -- …`: the program of the operator, built first where that is possible.
if (process.env.NODE_ENV !== 'production') await buildQuietly('api');
const isBuilt = existsSync(new URL('../apps/api/dist/cli/main.js', import.meta.url));
if (!isBuilt) {
  say('The product is not built. Build it first, with its development tools: npm run build');
  process.exit(1);
}
await import('../apps/api/dist/cli/main.js');
