import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { appScript } from './build/app-script.ts';
import { precompress } from './build/precompress.ts';
import { prerender } from './build/prerender.ts';
import { pureSchemas } from './build/pure-schemas.ts';
import { themeScript } from './build/theme-script.ts';

// Where the API listens while the web app is worked on.
const api = process.env['API_URL'] ?? 'http://localhost:3000';

export default defineConfig({
  plugins: [react(), pureSchemas(), prerender(), themeScript(), appScript(), precompress()],
  build: {
    // No data: addresses: the content policy allows scripts and styles from files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['index.html', 'login.html', 'register.html'] },
  },
  server: { proxy: { '/api': api } },
});
