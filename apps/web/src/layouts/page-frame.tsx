import type { ReactNode } from 'react';
import { layoutWords as words } from '../words/layout.ts';
import { SiteFooter } from './site-footer.tsx';
import { SiteHeader } from './site-header.tsx';

interface PageFrameProps {
  kind: 'app' | 'auth';
  identity: ReactNode;
  account?: ReactNode;
  /** Messages, and the page itself. */
  children: ReactNode;
}

/** What stands around every page: the way past the header, the header, the footer. */
export function PageFrame({ kind, identity, account, children }: PageFrameProps) {
  return (
    <div className="page" data-kind={kind}>
      <a className="skip-link button" href="#main">
        {words.skip}
      </a>
      <SiteHeader identity={identity} />
      {children}
      <SiteFooter account={account} />
    </div>
  );
}
