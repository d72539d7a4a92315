// First: nothing else may see the address that a mailed link leads to.
import './lib/mailed-token.ts';
import { keepLive } from '@gatehouse/client-sdk/live';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { client } from './lib/client.ts';
import { App } from './pages/app.tsx';
import { faultKind } from './pages/faults/fault-kind.ts';
import { createAppRouter } from './pages/navigation/app-router.tsx';
import './pages/pages.css';
import './pages/access/access.css';
import './pages/admin/admin.css';
import './pages/dashboard/dashboard.css';
import './pages/dashboard/time-chart.css';
import './pages/messages/messages.css';
import './pages/settings/settings.css';
import './pages/shop/shop.css';

const root = document.getElementById('root');
if (!root) throw new Error('The document has no place for the app.');

/** A page that is not there, or not for this person, is no fault of the app: it goes without a report. */
function onCaughtError(error: unknown): void {
  if (faultKind(error) === 'unexpected') reportError(error);
}

keepLive(client);
createRoot(root, { onCaughtError }).render(
  <StrictMode>
    <App client={client} router={createAppRouter(client)} />
  </StrictMode>,
);
