import { defineConfig } from '@playwright/test';

/** A real Chromium against the started product, one page at a time: the machine is shared with the server. */
export default defineConfig({
  testDir: './tests',
  globalSetup: './start-product.ts',
  outputDir: './test-results/artifacts',
  reporter: [['list'], ['json', { outputFile: './test-results/playwright.json' }]],
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 30_000,
  expect: { timeout: 5_000 },
  use: {
    baseURL: process.env['GATEHOUSE_URL'],
    launchOptions: {
      executablePath: process.env['GATEHOUSE_CHROMIUM'],
      args: ['--disable-background-networking', '--no-first-run'],
    },
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
    trace: 'off',
  },
});
