/** Fetches the app while somebody types, so that the page after the log-in is there at once. */
export function prefetchApp(page: Document): void {
  const script = page.querySelector('meta[name="app-script"]');
  if (!script) return;
  const link = page.createElement('link');
  link.rel = 'modulepreload';
  link.href = script.getAttribute('content') ?? '';
  script.replaceWith(link);
}
