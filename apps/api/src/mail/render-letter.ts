import { createHash } from 'node:crypto';
import { escapeHtml } from '../http/escape-html.ts';
import { type Letter, oneLine } from './letter.ts';

/** Colours of the web app, written out: mail programs know no variables. */
const style = `
:root { color-scheme: light dark; }
body { margin: 0; padding: 24px 16px; background: #fbfaf8; color: #1c1a17; font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
main { max-width: 560px; margin: 0 auto; padding: 24px; background: #ffffff; border: 1px solid #e3dfd8; border-radius: 10px; overflow-wrap: anywhere; }
h1 { margin: 0 0 16px; font-size: 20px; line-height: 1.3; }
p { margin: 0 0 16px; }
main > :last-child { margin-bottom: 0; }
a { color: #9a3f12; }
.action { display: inline-block; padding: 12px 20px; border-radius: 6px; background: #9a3f12; color: #ffffff; font-weight: 600; text-decoration: none; }
.small { font-size: 14px; color: #57534c; }
@media (prefers-color-scheme: dark) {
  body { background: #151412; color: #f2efe9; }
  main { background: #1e1c19; border-color: #35322d; }
  a { color: #f0925c; }
  .action { background: #f0925c; color: #2a1206; }
  .small { color: #b5aea3; }
}
`;

/** For a policy that allows it and nothing else. */
export const letterStyleDigest = `sha256-${createHash('sha256').update(style).digest('base64')}`;

/** For programs and people that show text alone. */
export function renderText(letter: Letter): string {
  const { subject, paragraphs, action, closing = [] } = plain(letter);
  const todo = action ? [`${action.words}:\n${action.url}`] : [];
  return `${[subject, ...paragraphs, ...todo, ...closing].join('\n\n')}\n`;
}

/** One page that asks nobody for anything: no picture, no font, no address that tells who read it. */
export function renderHtml(letter: Letter): string {
  const { subject, paragraphs, action, closing = [] } = plain(letter);
  const lines = [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="supported-color-schemes" content="light dark">',
    `<title>${escapeHtml(subject)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1 dir="auto">${escapeHtml(subject)}</h1>`,
    ...paragraphs.map((text) => `<p dir="auto">${escapeHtml(text)}</p>`),
    ...(action ? linked(action) : []),
    ...closing.map((text) => `<p dir="auto" class="small">${escapeHtml(text)}</p>`),
    '</main>',
    '</body>',
    '</html>',
  ];
  return `${lines.join('\n')}\n`;
}

/** The address stands there as well: a button alone hides where it leads. */
function linked({ words, url }: { readonly words: string; readonly url: string }): string[] {
  const href = escapeHtml(url);
  return [
    `<p><a class="action" href="${href}">${escapeHtml(words)}</a></p>`,
    `<p class="small">Or open this address: <a href="${href}">${href}</a></p>`,
  ];
}

/** Whatever somebody is called begins no line of its own. */
function plain({ subject, paragraphs, action, closing = [] }: Letter): Letter {
  return {
    subject: oneLine(subject),
    paragraphs: paragraphs.map(oneLine),
    ...(action && { action: { words: oneLine(action.words), url: oneLine(action.url) } }),
    closing: closing.map(oneLine),
  };
}
