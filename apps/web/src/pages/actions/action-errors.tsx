import { Countdown } from '../../ui/countdown.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import type { Failure } from './failure.ts';

/** What went wrong, in one place, with links to the fields that are meant. */
export function ActionErrors({ title, failure }: { title: string; failure: Failure | null }) {
  if (!failure) return null;
  return (
    <>
      <ErrorSummary title={title} errors={failure.errors} />
      {failure.wait && <Countdown wait={failure.wait} />}
    </>
  );
}
