import { describe, expect, it } from '@jest/globals';
import { forgetPerson, readBootstrap } from '../../src/lib/bootstrap.ts';

function page(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

describe('readBootstrap', () => {
  it('reads what the server wrote, as text', () => {
    const flash = [{ code: 'logged_in', level: 'success', text: '</script><b>' }];
    const json = JSON.stringify({ view: null, flash }).replaceAll('<', '\\u003c');
    expect(
      readBootstrap(page(`<script type="application/json" id="bootstrap">${json}</script>`)),
    ).toEqual({
      view: null,
      flash,
    });
  });

  it('knows nothing where nothing was written', () => {
    expect(readBootstrap(page('<!--bootstrap-->'))).toEqual({ view: null, flash: [] });
  });
});

describe('forgetPerson', () => {
  it('leaves what is about nobody', () => {
    const json = '{"view":{"user":{"username":"mira"}},"flash":[],"passwordMinLength":12}';
    const document = page(`<script type="application/json" id="bootstrap">${json}</script>`);
    forgetPerson(document);
    expect(document.documentElement.outerHTML).not.toContain('mira');
    expect(readBootstrap(document)).toEqual({ view: null, flash: [], passwordMinLength: 12 });
  });
});
