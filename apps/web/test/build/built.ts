import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

export const documents = ['index.html', 'login.html', 'register.html'] as const;

export function source(file: string): string {
  return readFileSync(join(dist, file), 'utf8');
}

export function parsed(file: string): Document {
  return new DOMParser().parseFromString(source(file), 'text/html');
}

export function assets(): string[] {
  return readdirSync(join(dist, 'assets'));
}

/** Bytes on the wire. */
export function gzipped(path: string): number {
  return statSync(join(dist, `${path}.gz`)).size;
}

/** The scripts that a document fetches before it works. */
export function scriptsOf(file: string): string[] {
  const page = parsed(file);
  const scripts = [...page.querySelectorAll('script[src]')].map((script) =>
    script.getAttribute('src'),
  );
  const preloads = [...page.querySelectorAll('link[rel="modulepreload"]')].map((link) =>
    link.getAttribute('href'),
  );
  return [...new Set([...scripts, ...preloads])].filter((path) => path !== null);
}
