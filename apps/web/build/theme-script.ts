import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

const SOURCE = 'src/lib/first-paint.ts';
const NAME = 'theme';

/**
 * Puts the script that sets the theme into the head of each document. A classic script, because it
 * must run before the first paint; a file of its own, because the content policy allows no other.
 */
export function themeScript(): Plugin {
  return {
    name: 'gatehouse:theme-script',
    buildStart() {
      if (!this.meta.watchMode) this.emitFile({ type: 'chunk', id: SOURCE, name: NAME });
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => [scriptTag(bundle ? `/${fileIn(bundle)}` : `/${SOURCE}`)],
    },
  };
}

function scriptTag(src: string): HtmlTagDescriptor {
  return { tag: 'script', attrs: { src }, injectTo: 'head-prepend' };
}

function fileIn(bundle: Rolldown.OutputBundle): string {
  const file = Object.values(bundle).find((output) => output.name === NAME);
  if (!file) throw new Error('The theme script is not part of the build.');
  return file.fileName;
}
