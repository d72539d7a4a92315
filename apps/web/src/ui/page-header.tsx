import type { ReactNode } from 'react';

/** The heading takes the focus after a navigation, hence its tab index. */
export function PageHeader({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="page-header">
      <h1 tabIndex={-1} dir="auto">
        {title}
      </h1>
      {children}
    </div>
  );
}
