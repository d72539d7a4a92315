import './node-version.mjs';
import { buildQuietly } from './build-quietly.mjs';

// `npm run admin -- USERNAME`, `npm run migrate`: one of the commands of the API, built first where that is possible.
const [name, ...rest] = process.argv.slice(2);
if (process.env.NODE_ENV !== 'production') await buildQuietly('api');
process.argv = [process.execPath, name, ...rest];
await import(`../apps/api/dist/${name === 'gatehouse' ? 'cli/main' : `${name}-command`}.js`);
