import { type ReactNode, useEffect, useRef } from 'react';
import { withNext } from '../lib/next.ts';
import { prefetchApp } from '../lib/prefetch-app.ts';
import { Button } from '../ui/button.tsx';
import { Countdown } from '../ui/countdown.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { useSecondsLeft } from '../ui/use-seconds-left.ts';
import { refusalWords } from '../words/refusal.ts';
import type { useSubmission } from './use-submission.ts';
import { useWantedPath } from './use-wanted-path.ts';

interface AuthFormProps {
  action: string;
  /** The page for people who are wrong here. */
  other: string;
  words: { title: string; submit: string; busy: string; other: string; otherLink: string };
  submission: ReturnType<typeof useSubmission>;
  children: ReactNode;
  /** For whoever cannot fill it in. */
  below?: ReactNode;
}

/** A form that the browser can send by itself. With scripts it is sent without leaving the page. */
export function AuthForm({ action, other, words, submission, children, below }: AuthFormProps) {
  const { submit, prepare, isBusy, refusal } = submission;
  const next = useWantedPath();
  const wait = refusal?.failure.wait;
  const secondsLeft = useSecondsLeft(wait?.until);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => takeOver(form.current), []);

  const begin = () => {
    prepare();
    prefetchApp(document);
  };

  return (
    <div className="auth">
      {refusal && <ErrorSummary title={refusalWords.problem} errors={refusal.failure.errors} />}
      <h1 tabIndex={-1}>{words.title}</h1>
      <form
        className="form"
        method="post"
        action={action}
        ref={form}
        onInput={begin}
        onSubmit={submit}
      >
        {children}
        <input type="hidden" name="next" value={next ?? ''} suppressHydrationWarning />
        <div className="submit">
          <Button
            type="submit"
            isBusy={isBusy}
            busyLabel={words.busy}
            aria-disabled={secondsLeft > 0}
          >
            {words.submit}
          </Button>
          {wait && <Countdown wait={wait} />}
        </div>
        {below}
      </form>
      <p className="aside">
        {words.other} <a href={withNext(other, next)}>{words.otherLink}</a>
      </p>
    </div>
  );
}

/** From now on this page checks the form, and not the browser with words of its own. */
function takeOver(form: HTMLFormElement | null): void {
  if (!form) return;
  form.noValidate = true;
  const isFree = document.activeElement === document.body;
  // Where a keyboard is at hand; on a touch screen it would cover the heading.
  if (isFree && matchMedia('(hover: hover)').matches) form.querySelector('input')?.focus();
}
