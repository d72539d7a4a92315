import type { ReactNode } from 'react';

/** Where the skip link leads. */
export function Main({ children }: { children: ReactNode }) {
  return (
    <main id="main" className="main" tabIndex={-1}>
      {children}
    </main>
  );
}
