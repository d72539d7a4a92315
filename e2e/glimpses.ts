import type { Page } from '@playwright/test';

/**
 * Notes the words of everything that a selector finds in a tab from now on, in every frame that could
 * be painted and over navigations: nothing is there too shortly to be noticed.
 */
export async function glimpses(page: Page, selector: string): Promise<readonly string[]> {
  const seen: string[] = [];
  await page.exposeFunction('noteGlimpse', (text: string) => seen.push(text));
  await page.addInitScript((wanted) => {
    const { noteGlimpse } = globalThis as unknown as { noteGlimpse(text: string): void };
    const look = () => {
      for (const each of document.querySelectorAll(wanted)) noteGlimpse(each.textContent ?? '');
    };
    new MutationObserver(look).observe(document, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  }, selector);
  return seen;
}
