import './node-version.mjs';
import './follow-npm.mjs';
import { buildQuietly, say } from './build-quietly.mjs';

if (process.env.NODE_ENV === 'production') {
  say(
    '"npm start" builds first, with tools that production does not need.\n' +
      'Build once with "npm run build", then run: NODE_ENV=production node apps/api/dist/main.js',
  );
  process.exit(1);
}

await buildQuietly('api', 'web');
if (process.argv.includes('--demo')) process.env.GATEHOUSE_DEMO = '1';
// In this very process: signals reach the server without anybody between.
await import('../apps/api/dist/main.js');
