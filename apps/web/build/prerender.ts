import { type Plugin, runnerImport } from 'vite';

interface Prerendered {
  readonly title: string;
  readonly body: string;
}

interface PrerenderModule {
  /** @param file name of the document */
  prerender(file: string): Prerendered | undefined;
}

const SOURCE = './src/auth/prerender.tsx';

/** Fills the log-in documents at build time, as a visitor sees them: they work before, and without, scripts. */
export function prerender(): Plugin {
  return {
    name: 'gatehouse:prerender',
    transformIndexHtml: {
      order: 'pre',
      async handler(html, { filename }) {
        const { module } = await runnerImport<PrerenderModule>(SOURCE);
        const page = module.prerender(filename.slice(filename.lastIndexOf('/') + 1));
        if (!page) return html;
        return html
          .replace('<!--title-->', () => page.title)
          .replace('<!--page-->', () => page.body);
      },
    },
  };
}
