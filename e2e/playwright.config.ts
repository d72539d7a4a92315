import { defineConfig } from '@playwright/test';

// Both are set by `start-product.ts`, before the workers read this file.
const { GATEHOUSE_URL: url, GATEHOUSE_CHROMIUM: program } = process.env;

/** A real Chromium against the started product, two pages at a time: files side by side, the tests of one in order. */
export default defineConfig({
  testDir: './tests',
  globalSetup: './start-product.ts',
  outputDir: './test-results/artifacts',
  reporter: [['list'], ['json', { outputFile: './test-results/playwright.json' }]],
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // A second try for what a busy machine delays; the report still names it as flaky.
  retries: 1,
  timeout: 30_000,
  expect: { timeout: 5_000 },
  use: {
    ...(url ? { baseURL: url } : {}),
    launchOptions: {
      ...(program ? { executablePath: program } : {}),
      args: ['--disable-background-networking', '--no-first-run'],
    },
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
    trace: 'off',
  },
});
