import type { Flash, SessionView } from '@gatehouse/auth-core';

/** What the server put into the document, so that the page need not ask. */
export interface Bootstrap {
  /** Null when the server could not read the session. */
  readonly view: SessionView | null;
  readonly flash: readonly Flash[];
  /** Of a new password, in code points: what this deployment asks for. */
  readonly passwordMinLength?: number;
  /** Whether this deployment sends mail. */
  readonly hasMail?: boolean;
}

const nothing: Bootstrap = { view: null, flash: [] };

export function readBootstrap(page: Document): Bootstrap {
  const block = page.getElementById('bootstrap');
  return block?.textContent ? (JSON.parse(block.textContent) as Bootstrap) : nothing;
}

/** The document names nobody any more: from here on only the stores know who is there, and a log-out empties those. */
export function forgetPerson(page: Document): void {
  const block = page.getElementById('bootstrap');
  if (block) block.textContent = JSON.stringify({ ...readBootstrap(page), ...nothing });
}

/** Takes away what the document says to people without scripts: here is one who has them. */
export function removeStandIns(page: Document): void {
  for (const standIn of page.querySelectorAll('.notices, .without-scripts')) standIn.remove();
}

/** Not with the others: it stays until the page itself says that somebody acts here. */
export function removeActingStandIn(page: Document): void {
  page.querySelector('.acting-stand-in')?.remove();
}
