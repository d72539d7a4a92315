import { useEffect, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { navigationWords as words } from '../../words/navigation.ts';

/** Nobody who still waits then believes that it is about to come. */
const LONG_MS = 8000;

/** Shown when a page takes longer than a blink. After a long while it offers a way out. */
export function LoadingPage() {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);

  return (
    <div aria-busy="true">
      <p className={isLong ? undefined : 'visually-hidden'} role="status">
        {isLong ? words.slow : words.loading}
      </p>
      {isLong && (
        <p>
          <Button variant="secondary" onClick={() => location.reload()}>
            {words.again}
          </Button>
        </p>
      )}
      <Skeleton lines={6} />
    </div>
  );
}
