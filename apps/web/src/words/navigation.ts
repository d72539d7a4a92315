/** Words around pages: titles, loading, paging. */
export const navigationWords = {
  siteName: 'Cookieshop',
  loading: 'Loading…',
  slow: 'This is taking longer than usual.',
  again: 'Load this page again',
  newer: 'Newer',
  older: 'Older',
  pages: 'Pages',
};
