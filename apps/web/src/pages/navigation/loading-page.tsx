import { Skeleton } from '../../ui/skeleton.tsx';
import { navigationWords } from '../../words/navigation.ts';

/** Shown when a page takes longer than a blink. */
export function LoadingPage() {
  return (
    <div aria-busy="true">
      <p className="visually-hidden" role="status">
        {navigationWords.loading}
      </p>
      <Skeleton lines={6} />
    </div>
  );
}
