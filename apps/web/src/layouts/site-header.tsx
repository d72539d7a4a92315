import { paths } from '@gatehouse/auth-core';
import type { ReactNode } from 'react';
import { Link } from '../ui/link.tsx';
import { layoutWords } from '../words/layout.ts';
import { BrandMark } from './brand-mark.tsx';

const { brand, site, nav } = layoutWords;

export function SiteHeader({ identity }: { identity: ReactNode }) {
  return (
    <header className="site-header">
      <Link className="brand" href={paths.home}>
        <BrandMark />
        {brand}
        <span className="brand-site">{` · ${site}`}</span>
      </Link>
      <nav className="site-nav" aria-label={nav.label}>
        <ul>
          <li>
            <Link href={paths.messages}>{nav.messages}</Link>
          </li>
          <li>
            <Link href={paths.cookies}>{nav.cookies}</Link>
          </li>
          <li>
            <Link href={paths.users}>{nav.users}</Link>
          </li>
        </ul>
      </nav>
      <div className="identity">{identity}</div>
    </header>
  );
}
