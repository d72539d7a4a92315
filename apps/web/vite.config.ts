import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { appScript } from './build/app-script.ts';
import { precompress } from './build/precompress.ts';
import { prerender } from './build/prerender.ts';
import { themeScript } from './build/theme-script.ts';

// Where the API listens while the web app is worked on.
const api = process.env['API_URL'] ?? 'http://localhost:3000';

// What all pages need, in few pieces: they press smaller, and stay in the cache when other code changes.
const reactGroup = { name: 'react', test: /node_modules\/(?:react|react-dom|scheduler)\// };
const sharedGroup = {
  name: 'shared',
  test: /preload-helper|src\/(?:ui\/(?:button|error|field|flash|level|password|use-caps|use-password|use-seconds|countdown)|words\/controls|layouts\/main|lib\/(?:bootstrap|theme))/,
};

// What sends a form, and tells what came of it: fetched while somebody types.
const clientGroup = {
  name: 'client',
  test: /client-sdk\/dist\/(?!react|live|recovery)|src\/(?:lib\/(?:client|end-of-pause)|pages\/actions\/(?:failure|field-fault)|words\/faults)/,
};

// Small pieces that several pages of the app need, and the log-in pages do not.
const appGroup = {
  name: 'app',
  test: /src\/(?:pages\/(?!actions\/f)|ui\/|words\/(?!faults|refusal|cookies|account-events))|lucide-react\//,
  minShareCount: 2,
};

// Rules that the log-in forms need at once, and those that they need later or never.
const policyGroup = { name: 'policy', test: /auth-core\/dist\/(?:password-policy|text|words)\./ };
const rulesGroup = { name: 'rules', test: /auth-core\/dist\/(?!account\.)/, minShareCount: 2 };

export default defineConfig({
  plugins: [react(), prerender(), themeScript(), appScript(), precompress()],
  build: {
    // No data: addresses: the content policy allows scripts and styles from files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['index.html', 'login.html', 'register.html'],
      output: {
        codeSplitting: {
          groups: [reactGroup, sharedGroup, policyGroup, rulesGroup, clientGroup, appGroup],
        },
      },
    },
  },
  server: { proxy: { '/api': api } },
});
