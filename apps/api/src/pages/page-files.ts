import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The built documents of the web app, read once. */
export class PageFiles {
  readonly #documents: ReadonlyMap<string, string>;

  /** @param folder the build output; undefined for an API without a web app */
  constructor(folder: string | undefined) {
    const names = folder ? ['index.html', 'login.html', 'register.html'] : [];
    this.#documents = new Map(
      names.map((name) => [name, readFileSync(join(folder ?? '', name), 'utf8')]),
    );
  }

  /** The document behind a page; undefined when no web app was built. */
  at(pathname: string): string | undefined {
    const name = pathname.replace(/^\/|\/$/g, '');
    return this.#documents.get(`${name}.html`) ?? this.#documents.get('index.html');
  }
}
