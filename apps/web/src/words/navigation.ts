/** Words around pages: titles, loading, paging. */
export const navigationWords = {
  siteName: 'Cookieshop',
  loading: 'Loading…',
  newer: 'Newer',
  older: 'Older',
  pages: 'Pages',
};
