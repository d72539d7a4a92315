import type { ReactNode } from 'react';
import { AccountLine } from './account-line.tsx';
import { ActingBanner } from './acting-banner.tsx';
import { ConnectivityBar } from './connectivity-bar.tsx';
import { FlashFrame } from './flash-frame.tsx';
import { Identity } from './identity.tsx';
import { Main } from './main.tsx';
import { PageFrame } from './page-frame.tsx';

/** The frame of the app's pages, with whoever is logged in. */
export function RootLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <ActingBanner />
      <PageFrame kind="app" identity={<Identity />} account={<AccountLine />}>
        <FlashFrame />
        <Main>{children}</Main>
        <ConnectivityBar />
      </PageFrame>
    </>
  );
}
