import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { client } from './lib/client.ts';
import { App } from './pages/app.tsx';
import { createAppRouter } from './pages/navigation/app-router.tsx';
import './pages/pages.css';
import './pages/access/access.css';
import './pages/messages/messages.css';
import './pages/settings/settings.css';
import './pages/shop/shop.css';

const root = document.getElementById('root');
if (!root) throw new Error('The document has no place for the app.');

createRoot(root).render(
  <StrictMode>
    <App client={client} router={createAppRouter(client)} />
  </StrictMode>,
);
