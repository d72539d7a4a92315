import { type MouseEvent, useEffect, useId, useRef } from 'react';
import { controlWords as words } from '../words/controls.ts';

interface SummaryError {
  readonly field?: string | undefined;
  readonly message: string;
}

interface ErrorSummaryProps {
  title: string;
  errors: readonly SummaryError[];
}

/** Everything that is wrong, with a link to each field. It takes the focus, and marks the title of the page. */
export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  const id = useId();
  const summary = useRef<HTMLElement>(null);

  // Each new list of errors is read out anew.
  useEffect(() => {
    if (errors.length > 0) summary.current?.focus();
  }, [errors]);

  useEffect(() => {
    const prefix = `${words.error}: `;
    document.title = prefix + document.title.replace(prefix, '');
    return () => {
      document.title = document.title.replace(prefix, '');
    };
  }, []);

  return (
    <section className="error-summary" ref={summary} tabIndex={-1} aria-labelledby={id}>
      <div role="alert">
        <h2 id={id}>{title}</h2>
        <ul>
          {errors.map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              {field ? (
                <a href={`#${field}`} onClick={focusField}>
                  {message}
                </a>
              ) : (
                message
              )}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** The field of this very form or dialog, which may not be the first of its name on the page. */
function focusField(event: MouseEvent<HTMLAnchorElement>): void {
  const link = event.currentTarget;
  const name = link.hash.slice(1);
  const scope = link.closest('form') ?? link.closest('dialog') ?? document;
  const fields = scope.querySelectorAll<HTMLElement>('[name]');
  const field = [...fields].find((each) => each.getAttribute('name') === name);
  if (!field) return;
  event.preventDefault();
  field.focus();
}
