import { type PageName, paths, pathTo } from '@gatehouse/auth-core';
import { expect, type Page, test } from '../fixtures.ts';

const names = (Object.keys(paths) as PageName[]).filter(
  (name) => !['messageEdit', 'order', 'settings', 'admin', 'login', 'register'].includes(name),
);

test('a longer language from right to left runs over no edge [UX-IN-02, UX-IN-05]', async ({
  loggedInPage: page,
  person,
}) => {
  test.setTimeout(90_000);
  await page.setViewportSize({ width: 360, height: 800 });
  const { id, username } = person.user;
  for (const name of names) {
    await page.goto(pathTo(name, { id, username }));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await translate(page);
    expect(await overflowOf(page), name).toBe(0);
  }
});

test('neither does it on the log-in pages [UX-IN-02, UX-IN-05]', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  for (const path of [paths.login, paths.register]) {
    await page.goto(path);
    await translate(page);
    expect(await overflowOf(page), path).toBe(0);
  }
});

/** Makes every text longer by two fifths, in words of the same length, and turns the page around. */
async function translate(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent ?? '';
      const isSpoken = !walker.currentNode.parentElement?.closest('script, svg');
      if (text.trim() && isSpoken)
        walker.currentNode.textContent = text.replace(/\p{L}{2,}/gu, (word) =>
          word.padEnd(Math.ceil(word.length * 1.4), 'é'),
        );
    }
  });
}

function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}
