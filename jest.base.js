import { fileURLToPath } from 'node:url';

const results = fileURLToPath(new URL('scripts/jest-results.mjs', import.meta.url));

const compiled = (syntax) => [
  '@swc/jest',
  {
    swcrc: false,
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true, ...syntax },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        react: { runtime: 'automatic' },
      },
    },
  },
];

/** What all Jest suites share: ES modules, compiled by swc on the fly. */
export const base = {
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '\\.ts$': compiled({ tsx: false }),
    '\\.tsx$': compiled({ tsx: true }),
  },
  reporters: ['default', results],
  testMatch: ['<rootDir>/src/**/*.test.{ts,tsx}', '<rootDir>/test/**/*.test.{ts,tsx}'],
};
