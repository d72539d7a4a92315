import { base } from '../../jest.base.js';

export default {
  ...base,
  globalSetup: './test/global-setup.ts',
  globalTeardown: './test/global-teardown.ts',
  testTimeout: 30_000,
  // Most of a test waits, for the database or for a hash: one for each core, and not one less.
  maxWorkers: '100%',
  // A dependency of @fastify/static, which requires it.
  moduleNameMapper: { '^content-disposition$': '<rootDir>/test/content-disposition.cjs' },
};
