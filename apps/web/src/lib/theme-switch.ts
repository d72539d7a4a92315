import { chooseTheme, chosenTheme, themes } from './theme.ts';

/** The theme switch of a document that has no script of its own for it. */
export function bindThemeSwitch(page: Document): void {
  const select = page.querySelector<HTMLSelectElement>('.theme-switch select');
  if (!select) return;
  select.value = chosenTheme();
  select.addEventListener('change', () => {
    chooseTheme(themes.find((theme) => theme === select.value) ?? 'system');
  });
}
