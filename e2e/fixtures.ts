import { test as base, expect, type Page } from '@playwright/test';
import { Person } from './person.ts';

export interface Fixtures {
  /** Somebody who has an account and is not logged in anywhere. */
  readonly person: Person;
  /** A page whose browser is logged in as `person`. */
  readonly loggedInPage: Page;
}

/** For tests that provoke errors on purpose. */
export const unwatchedTest = base.extend<Fixtures>({
  person: async ({ baseURL }, use) => use(await Person.register(baseURL ?? '')),
  loggedInPage: async ({ page, person }, use) => {
    await person.logIn(page.context());
    await use(page);
  },
});

/**
 * Every page of every test is watched: an error in the console, a refused resource or a request to
 * another origin fails the test that caused it.
 */
export const test = unwatchedTest.extend<{ readonly watched: undefined }>({
  watched: [
    async ({ context, baseURL }, use) => {
      const faults: string[] = [];
      context.on('console', (message) => {
        if (message.type() === 'error' && !isExpected(message.text())) faults.push(message.text());
      });
      context.on('weberror', (error) => faults.push(String(error.error())));
      context.on('request', (request) => {
        const url = request.url();
        if (url.startsWith('http') && !url.startsWith(baseURL ?? ''))
          faults.push(`foreign request: ${url}`);
      });
      await use(undefined);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect, type Page };

/** Browsers log every 4xx answer as an error, also one that the page asked for and explains. */
function isExpected(text: string): boolean {
  return /^Failed to load resource: the server responded with a status of 4\d\d/.test(text);
}
