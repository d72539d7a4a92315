import { ErrorSummary } from '../../ui/error-summary.tsx';
import type { Failure } from './failure.ts';

/** What went wrong, in one place, with links to the fields that are meant. */
export function ActionErrors({ title, failure }: { title: string; failure: Failure | null }) {
  return failure && <ErrorSummary title={title} errors={failure.errors} />;
}
