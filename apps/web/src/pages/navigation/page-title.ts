import { useEffect } from 'react';
import { pageTitle } from '../../lib/document-title.ts';

/** Names the page in the browser's tab. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = pageTitle(title);
  }, [title]);
}
