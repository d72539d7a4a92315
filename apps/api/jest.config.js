import { availableParallelism } from 'node:os';
import { base } from '../../jest.base.js';
import { together } from './test-together.js';

const isWhole = process.argv.length === 2;

export default {
  ...base,
  ...(isWhole ? { testMatch: together(import.meta.dirname) } : {}),
  globalSetup: './test/global-setup.ts',
  globalTeardown: './test/global-teardown.ts',
  testTimeout: 60_000,
  // Most of a test waits, for the database, for a hash or for a lease: more of them than cores.
  maxWorkers: availableParallelism() + 1,
  // A dependency of @fastify/static, which requires it.
  moduleNameMapper: { '^content-disposition$': '<rootDir>/test/content-disposition.cjs' },
};
