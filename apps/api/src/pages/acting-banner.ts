import { actingWords, type SessionView, stopActingPath } from '@gatehouse/auth-core';
import { escapeHtml } from '../http/escape-html.ts';

/** What stands on top of a page while an admin acts as its user, until the page draws its own: never, without scripts. */
export function actingBanner(view: SessionView | null): string {
  if (!view?.user || !view.session?.actor) return '';
  const { label, lead, recorded, stop } = actingWords;
  const name = `<strong><bdi>${escapeHtml(view.user.name)}</bdi></strong>`;
  const form = `<form method="post" action="${stopActingPath}"><button type="submit" class="button">${stop}</button></form>`;
  return `<aside class="acting-banner acting-stand-in" aria-label="${label}"><p>${lead} ${name}. ${recorded}</p>${form}</aside>`;
}
