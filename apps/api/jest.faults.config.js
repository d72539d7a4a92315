import { fileURLToPath } from 'node:url';
import config from './jest.config.js';

const script = (name) => fileURLToPath(new URL(`../../scripts/${name}`, import.meta.url));

/** Of `npm run test:faults`: one file after the other, each with the computer to itself. */
export default {
  ...config,
  maxWorkers: 1,
  testTimeout: 300_000,
  testMatch: ['<rootDir>/faults/**/*.test.ts'],
  reporters: [script('jest-progress.mjs'), [script('jest-results.mjs'), { file: 'faults.json' }]],
};
