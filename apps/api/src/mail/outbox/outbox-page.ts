import { escapeHtml } from '../../http/escape-html.ts';
import { renderHtml, renderText } from '../render-letter.ts';
import type { KeptMail } from './outbox-files.ts';

/** Where the pages are. */
const OUTBOX = '/dev/outbox';

/** What there is, the latest first. */
export function listPage(styles: string, mails: readonly KeptMail[]): string {
  const rows = mails.map(
    ({ id, to, subject, at }) =>
      `<tr><td data-label="Subject"><a href="${OUTBOX}/${id}">${text(subject)}</a></td>` +
      `<td data-label="To">${text(to)}</td><td data-label="Sent">${time(at)}</td></tr>`,
  );
  const table =
    `<table class="table"><caption>The latest first. Reload the page to see what has come since.</caption>` +
    `<thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">Sent</th></tr></thead>` +
    `<tbody>${rows.join('')}</tbody></table>`;
  return page(styles, 'Outbox', [
    '<p>Mail is kept here and sent to nobody, because there is no <code>SMTP_URL</code>.</p>',
    mails.length > 0 ? table : '<p>No mail yet.</p>',
  ]);
}

/** One mail, as text and as HTML. */
export function mailPage(styles: string, mail: KeptMail): string {
  const { to, subject, at, action } = mail;
  return page(styles, subject, [
    `<p><a href="${OUTBOX}">All mail</a></p>`,
    `<p>To ${text(to)}, ${time(at)}</p>`,
    action ? `<p><a href="${escapeHtml(action.url)}">${text(action.words)}</a></p>` : '',
    '<h2>HTML</h2>',
    `<iframe title="The mail as HTML" sandbox width="100%" height="640" srcdoc="${escapeHtml(renderHtml(mail))}"></iframe>`,
    '<h2>Text</h2>',
    ...renderText(mail)
      .split('\n\n')
      .map((block) => `<p>${block.split('\n').map(text).join('<br>')}</p>`),
  ]);
}

function page(styles: string, title: string, parts: readonly string[]): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<title>${escapeHtml(title)}</title>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    styles,
    '</head>',
    '<body class="page">',
    '<main class="main">',
    `<h1>${text(title)}</h1>`,
    ...parts,
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Names of people cannot turn the direction of what stands around them. */
function text(words: string): string {
  return `<bdi>${escapeHtml(words)}</bdi>`;
}

function time(at: string): string {
  const iso = escapeHtml(at);
  return `<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
}
