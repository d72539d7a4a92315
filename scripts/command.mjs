import './node-version.mjs';
import { buildQuietly } from './build-quietly.mjs';

// `npm run gatehouse -- …`: the program of the operator, built first where that is possible.
if (process.env.NODE_ENV !== 'production') await buildQuietly('api');
await import('../apps/api/dist/cli/main.js');
