import { fileURLToPath } from 'node:url';

/** `.data` beside the sources. The database server moves out of it where its user cannot enter. */
export function defaultDataDir(): string {
  return fileURLToPath(new URL('../../../../.data', import.meta.url));
}
