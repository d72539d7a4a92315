import type { Flash, SessionView } from '@gatehouse/auth-core';

export interface Bootstrap {
  /** Null when the session could not be read: the page asks for itself. */
  readonly view: SessionView | null;
  readonly flash: readonly Flash[];
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Fills a built document: data for its scripts, and the same messages for people without scripts. */
export function renderPage(
  document: string,
  bootstrap: Bootstrap,
  notices: readonly Flash[],
): string {
  return document
    .replace('<!--bootstrap-->', () => dataBlock(bootstrap))
    .replace('<!--notices-->', () => noticeList(notices));
}

/** A data block is never run; `<` is escaped so that no text can end it. */
function dataBlock(bootstrap: Bootstrap): string {
  const json = JSON.stringify(bootstrap).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="bootstrap">${json}</script>`;
}

function noticeList(notices: readonly Flash[]): string {
  if (notices.length === 0) return '';
  const items = notices
    .map(({ level, text }) => `<li data-level="${level}">${escapeHtml(text)}</li>`)
    .join('');
  return `<noscript><ul class="notices" role="status">${items}</ul></noscript>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
