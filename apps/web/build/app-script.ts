import type { Plugin } from 'vite';

/** Tells the log-in pages which script the app begins with, so that they can fetch it ahead. */
export function appScript(): Plugin {
  return {
    name: 'gatehouse:app-script',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {}, filename }) {
        if (filename.endsWith('/index.html')) return [];
        const app = Object.values(bundle).find((output) => output.name === 'index');
        if (!app) throw new Error('The app is not part of the build.');
        const attrs = { name: 'app-script', content: `/${app.fileName}` };
        return [{ tag: 'meta', attrs, injectTo: 'head' }];
      },
    },
  };
}
