import { base } from '../../jest.base.js';

// Hashing is slow on purpose, and slower on a busy machine.
export default { ...base, testTimeout: 30_000 };
