import type { ReactNode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { readBootstrap, removeStandIns } from '../lib/bootstrap.ts';
import { bindThemeSwitch } from '../lib/theme-switch.ts';
import { AuthPage } from './auth-page.tsx';

/** Brings a log-in document to life. What was typed before stays in its fields. */
export function start(page: ReactNode): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('The document has no place for the form.');
  const { view, flash } = readBootstrap(document);
  removeStandIns(document);

  // A document from memory may be older than a log-in: the server knows whether it is still needed.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
  if (view?.user) void import('./sending/enter.ts').then(({ goOn }) => goOn());

  bindThemeSwitch(document);
  hydrateRoot(root, <AuthPage flash={flash}>{page}</AuthPage>);
}
