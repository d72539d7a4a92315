import { navigationWords } from '../words/navigation.ts';

/** `Cookieshop | Users` in the browser's tab. */
export function pageTitle(page: string): string {
  return `${navigationWords.siteName} | ${page}`;
}
