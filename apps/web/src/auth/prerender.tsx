import type { ReactElement } from 'react';
import { renderToStaticMarkup, renderToString } from 'react-dom/server';
import { PageFrame } from '../layouts/page-frame.tsx';
import { VisitorLinks } from '../layouts/visitor-links.tsx';
import { pageTitle } from '../lib/document-title.ts';
import { loginWords } from '../words/login.ts';
import { registerWords } from '../words/register.ts';
import { AuthPage } from './auth-page.tsx';
import { LoginPage } from './login-page.tsx';
import { RegisterPage } from './register-page.tsx';

const pages = {
  'login.html': { title: loginWords.pageTitle, page: <LoginPage /> },
  'register.html': { title: registerWords.pageTitle, page: <RegisterPage /> },
};

/** A log-in document as a visitor sees it before any script has run. Its frame stays as it is written here. */
export function prerender(file: string): { title: string; body: string } | undefined {
  if (!isAuthFile(file)) return undefined;
  const { title, page } = pages[file];
  const frame = renderToStaticMarkup(
    <PageFrame kind="auth" identity={<VisitorLinks />}>
      <div id="root" />
    </PageFrame>,
  );
  const root = '<div id="root">';
  return { title: pageTitle(title), body: frame.replace(root, () => root + markupOf(page)) };
}

/** Only this part is brought to life in the browser. */
function markupOf(page: ReactElement): string {
  return renderToString(<AuthPage>{page}</AuthPage>);
}

function isAuthFile(file: string): file is keyof typeof pages {
  return Object.hasOwn(pages, file);
}
