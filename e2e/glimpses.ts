import type { Page } from '@playwright/test';

/**
 * Notes the words of everything visible that a selector finds in a tab from now on, over navigations:
 * it looks at every change and in every frame, so nothing is there too shortly to be noticed.
 */
export async function glimpses(page: Page, selector: string): Promise<readonly string[]> {
  const seen: string[] = [];
  await page.exposeFunction('noteGlimpse', (text: string) => seen.push(text));
  await page.addInitScript((wanted) => {
    const { noteGlimpse } = globalThis as unknown as { noteGlimpse(text: string): void };
    const look = () => {
      // Nothing is painted before the styles have come.
      const sheets = document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]');
      if ([...sheets].some(({ sheet }) => sheet === null)) return;
      for (const each of document.querySelectorAll(wanted))
        if (each.checkVisibility()) noteGlimpse(each.textContent ?? '');
    };
    const lookInEveryFrame = () => {
      look();
      requestAnimationFrame(lookInEveryFrame);
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
    lookInEveryFrame();
  }, selector);
  return seen;
}
