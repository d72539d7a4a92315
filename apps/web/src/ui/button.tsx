import type { ComponentProps, MouseEvent } from 'react';

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | undefined;
  isBusy?: boolean | undefined;
  /** What it says while busy. It takes the room of the longer label from the start. */
  busyLabel?: string | undefined;
}

/** Stays focusable while busy, and does nothing then: a second click sends nothing. */
export function Button({ variant, isBusy, busyLabel, children, onClick, ...button }: ButtonProps) {
  const isInert = isBusy || button['aria-disabled'] === true;
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    if (isInert) event.preventDefault();
    else onClick?.(event);
  };

  return (
    <button
      type="button"
      {...button}
      className="button"
      data-variant={variant ?? 'primary'}
      aria-disabled={isInert || undefined}
      onClick={click}
    >
      {busyLabel === undefined ? (
        children
      ) : (
        <span className="button-labels">
          <Label isShown={!isBusy}>{children}</Label>
          <Label isShown={isBusy === true}>{busyLabel}</Label>
        </span>
      )}
    </button>
  );
}

function Label({ isShown, children }: ComponentProps<'span'> & { isShown: boolean }) {
  return (
    <span aria-hidden={!isShown} data-shown={isShown}>
      {children}
    </span>
  );
}
