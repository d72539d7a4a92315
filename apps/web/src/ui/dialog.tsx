import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';

interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children?: ReactNode;
  actions?: ReactNode;
}

/** The browser's own modal: it keeps the focus, hears Escape, and gives the focus back. */
export function Dialog({ title, isOpen, onClose, children, actions }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const element = dialog.current;
    if (isOpen) element?.showModal();
    return () => element?.close();
  }, [isOpen]);

  return (
    <dialog
      className="dialog"
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {isOpen && (
        <>
          <h2 id={id} dir="auto">
            {title}
          </h2>
          {children}
          {actions && <div className="row">{actions}</div>}
        </>
      )}
    </dialog>
  );
}
