import { type Flash, loginPath, paths, type SessionView } from '@gatehouse/auth-core';
import { escapeHtml } from '../http/escape-html.ts';
import { actingBanner } from './acting-banner.ts';

export interface Bootstrap {
  /** Null when the session could not be read: the page asks for itself. */
  readonly view: SessionView | null;
  readonly flash: readonly Flash[];
  /** Of a new password, in code points: what this deployment asks for. */
  readonly passwordMinLength: number;
  /** Whether this deployment sends mail. */
  readonly hasMail: boolean;
}

/** Leads to a mail. */
const forgottenLink = /<p class="forgotten">.*?<\/p>/;

const entranceLinks = new RegExp(`href="(${paths.login}|${paths.register})"`, 'g');

export interface PageContent {
  readonly bootstrap: Bootstrap;
  /** Shown to people without scripts; the others get theirs from the data. */
  readonly notices: readonly Flash[];
  /** Where somebody wanted to go before the log-in page stood in the way. */
  readonly next: string | null;
}

/** Fills a built document: data for its scripts, and the same messages for people without scripts. */
export function renderPage(document: string, { bootstrap, notices, next }: PageContent): string {
  return withNext(bootstrap.hasMail ? document : document.replace(forgottenLink, ''), next)
    .replace('<!--bootstrap-->', () => dataBlock(bootstrap))
    .replace('<!--notices-->', () => actingBanner(bootstrap.view) + noticeList(notices));
}

/** Forms and links of the log-in pages lead on to where somebody wanted to go, also without scripts. */
function withNext(document: string, next: string | null): string {
  if (next === null) return document;
  return document
    .replace('name="next" value=""', () => `name="next" value="${escapeHtml(next)}"`)
    .replace(entranceLinks, (_, page: string) => `href="${escapeHtml(loginPath(next, page))}"`);
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
  return `<ul class="notices">${items}</ul>`;
}
