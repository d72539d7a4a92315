import { type ReactNode, useCallback, useRef, useState } from 'react';
import { type AskForPassword, AskForPasswordContext } from './ask-for-password.ts';
import { ReconfirmationDialog } from './reconfirmation-dialog.tsx';

/** Holds the one dialog that asks for the password in the middle of an action. */
export function ReconfirmationProvider({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const answer = useRef<(isConfirmed: boolean) => void>(() => {});

  const ask = useCallback<AskForPassword>(() => {
    answer.current(false);
    setOpen(true);
    return new Promise((resolve) => {
      answer.current = resolve;
    });
  }, []);

  const settle = (isConfirmed: boolean) => {
    setOpen(false);
    answer.current(isConfirmed);
  };

  return (
    <AskForPasswordContext value={ask}>
      {children}
      {isOpen && (
        <ReconfirmationDialog onConfirmed={() => settle(true)} onCancel={() => settle(false)} />
      )}
    </AskForPasswordContext>
  );
}
