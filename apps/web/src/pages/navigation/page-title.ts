import { useEffect } from 'react';
import { navigationWords } from '../../words/navigation.ts';

/** `Cookieshop | Users` in the browser's tab. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${navigationWords.siteName} | ${title}`;
  }, [title]);
}
