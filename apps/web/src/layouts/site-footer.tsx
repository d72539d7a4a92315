import { paths } from '@gatehouse/auth-core';
import type { ReactNode } from 'react';
import { Link } from '../ui/link.tsx';
import { layoutWords } from '../words/layout.ts';
import { ThemeSwitch } from './theme-switch.tsx';

export function SiteFooter({ account }: { account: ReactNode }) {
  return (
    <footer className="site-footer">
      <Link href={paths.sessionsExplained}>{layoutWords.footer.help}</Link>
      {account}
      <ThemeSwitch />
    </footer>
  );
}
