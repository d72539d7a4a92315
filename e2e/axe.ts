import type { Page } from '@playwright/test';
import axe from 'axe-core';

interface AxeViolation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

// `target-size` runs only when its tag is asked for.
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What WCAG 2.2 AA objects to on a page, in a few words each. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    (values) =>
      (
        globalThis as unknown as {
          axe: { run(options: object): Promise<{ violations: AxeViolation[] }> };
        }
      ).axe.run({ runOnly: { type: 'tag', values } }),
    tags,
  );
  return found.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')})`,
  );
}
