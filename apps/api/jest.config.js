import { base } from '../../jest.base.js';

export default {
  ...base,
  globalSetup: './test/global-setup.ts',
  globalTeardown: './test/global-teardown.ts',
  testTimeout: 30_000,
};
