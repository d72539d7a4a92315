import { turbo } from './turbo.mjs';

/** `npm run build`: everything that ships, each part after those it stands on. */
process.exitCode = await turbo(['run', 'build', ...process.argv.slice(2)]);
