import { pageAt } from '@gatehouse/auth-core';
import { useRouter, useRouterState } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import type { LinkProps } from '../../ui/link.tsx';

/** A link that stays in the app: new tabs, other sites and the log-in pages remain the browser's. */
export function AppLink({ href, onClick, ...anchor }: LinkProps) {
  const router = useRouter();
  const isHere = useRouterState({ select: ({ location }) => location.pathname === href });

  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || !isPlainClick(event) || !isPageOfThisApp(href)) return;
    event.preventDefault();
    void router.navigate({ href });
  };

  return <a aria-current={isHere ? 'page' : undefined} {...anchor} href={href} onClick={follow} />;
}

function isPlainClick({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;
}

function isPageOfThisApp(href: string): boolean {
  const { origin, pathname } = new URL(href, window.location.href);
  const page = pageAt(pathname);
  return (
    origin === window.location.origin &&
    page !== undefined &&
    page !== 'login' &&
    page !== 'register'
  );
}
