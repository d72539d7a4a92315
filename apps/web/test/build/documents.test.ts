import { describe, expect, it } from '@jest/globals';
import { assets, documents, parsed, source } from './built.ts';

describe.each(documents)('%s', (file) => {
  it('holds no script and no style of its own, so that the content policy can be strict [UX-PL-06]', () => {
    const page = parsed(file);
    for (const script of page.querySelectorAll('script'))
      expect([script.getAttribute('src'), script.textContent]).toEqual([
        expect.stringMatching(/^\/assets\//),
        '',
      ]);
    expect(page.querySelectorAll('style, [style]')).toHaveLength(0);
    expect(source(file)).not.toMatch(/javascript:|\son[a-z]+=/i);
  });

  it('keeps the marks that the server fills', () => {
    expect(source(file).match(/<!--bootstrap-->/g)).toHaveLength(1);
    expect(source(file).match(/<!--notices-->/g)).toHaveLength(1);
    expect(source(file)).not.toMatch(/<!--(title|page)-->/);
  });

  it('sets the theme before anything is painted [UX-VS-04]', () => {
    const [first] = parsed(file).head.children;
    expect(first?.tagName).toBe('SCRIPT');
    expect(first?.getAttribute('src')).toMatch(/^\/assets\/theme-[\w-]+\.js$/);
    expect(['async', 'defer', 'type'].filter((name) => first?.hasAttribute(name))).toEqual([]);
  });

  it('says its language, and that it fits on a phone [UX-AX-08] [UX-VS-03] [UX-VS-05]', () => {
    const page = parsed(file);
    expect(page.documentElement.lang).toBe('en');
    expect(page.querySelector('meta[name=viewport]')?.getAttribute('content')).toContain(
      'resizes-content',
    );
    expect(page.querySelector('meta[name=color-scheme]')?.getAttribute('content')).toBe(
      'light dark',
    );
  });
});

describe.each([
  {
    file: 'login.html',
    title: 'Cookieshop | Login',
    action: '/login',
    submit: 'Login',
    fields: ['identifier', 'password', 'remember', 'next'],
  },
  {
    file: 'register.html',
    title: 'Cookieshop | Register',
    action: '/register',
    submit: 'Sign Up',
    fields: ['username', 'email', 'name', 'password', 'passwordConfirmation', 'next'],
  },
])('$file without scripts', ({ file, title, action, submit, fields }) => {
  const page = parsed(file);
  const form = page.querySelector('main form');

  it('has its title from the start [S-019] [UX-NV-09]', () => {
    expect(page.title).toBe(title);
  });

  it('sends one form by POST to its own address [S-020] [UX-F-01] [UX-PL-01] [UX-PL-03]', () => {
    expect(page.querySelectorAll('main form')).toHaveLength(1);
    expect(form?.getAttribute('method')).toBe('post');
    expect(form?.getAttribute('action')).toBe(action);
    expect(form?.hasAttribute('novalidate')).toBe(false);
    expect(
      [...(form?.querySelectorAll('[type=submit]') ?? [])].map(
        (button) => button.querySelector('[data-shown=true]')?.textContent,
      ),
    ).toEqual([submit]);
  });

  it('names its fields as the API does, and labels them [S-013] [S-017] [UX-F-02] [UX-F-03]', () => {
    const named = [...(form?.querySelectorAll<HTMLInputElement>('[name]') ?? [])];
    expect(named.map((field) => field.name)).toEqual(fields);
    for (const field of named.filter(({ type }) => type !== 'hidden')) {
      expect(page.querySelectorAll(`label[for="${field.id}"]`)).toHaveLength(1);
      expect(field.id).toBe(field.name);
      expect(field.hasAttribute('placeholder')).toBe(false);
    }
  });

  it('lets the browser itself refuse what is empty [S-016]', () => {
    const required = [...(form?.querySelectorAll<HTMLInputElement>('[required]') ?? [])];
    expect(required.map((field) => field.name)).toEqual(
      fields.filter((name) => !['remember', 'name', 'next'].includes(name)),
    );
  });

  it('shows no error and no message yet, and has room for both [S-021] [UX-FL-01]', () => {
    expect(page.querySelector('.error-summary')).toBeNull();
    expect(page.querySelector('.flash [role=status]')?.textContent).toBe('');
  });

  it('has each landmark once, and the way past the header first [UX-NV-10] [UX-NV-11]', () => {
    for (const landmark of ['header', 'nav', 'main', 'footer', 'h1'])
      expect(page.querySelectorAll(landmark)).toHaveLength(1);
    expect(page.querySelector('a')?.getAttribute('href')).toBe('#main');
    expect(page.querySelector('main')?.id).toBe('main');
  });

  it('shows the way to both doors at once [UX-F-21]', () => {
    const doors = [...page.querySelectorAll('header .identity a')].map((link) => link.textContent);
    expect(doors).toEqual(['Log in', 'Sign up']);
  });
});

describe('index.html without scripts', () => {
  it('says what is missing, and still lets people out [UX-PL-04]', () => {
    const stand = parsed('index.html').querySelector('.without-scripts, noscript');
    expect(stand?.textContent).toContain('needs JavaScript');
    expect(stand?.innerHTML).toMatch(/<form method="post" action="\/logout">/);
  });
});

describe('the files of the web app', () => {
  it('lie there pressed as well', () => {
    const plain = assets().filter((name) => /\.(js|css)$/.test(name));
    expect(plain.length).toBeGreaterThan(3);
    expect(plain.filter((name) => !assets().includes(`${name}.br`))).toEqual([]);
    expect(plain.filter((name) => !assets().includes(`${name}.gz`))).toEqual([]);
  });
});
