import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ActionErrors } from './action-errors.tsx';
import { useAction } from './use-action.ts';

interface ConfirmedActionProps {
  label: string;
  /** The whole name of the button, where the label alone does not say what is meant. */
  name?: string;
  variant?: 'danger' | 'quiet' | 'secondary';
  words: { title: string; body: string; confirm: string; cancel: string; problem: string };
  act: () => Promise<unknown>;
  onDone: () => unknown;
}

/** A button that asks back before it does what cannot be undone. */
export function ConfirmedAction({
  label,
  name,
  variant = 'danger',
  words,
  act,
  onDone,
}: ConfirmedActionProps) {
  const [isOpen, setOpen] = useState(false);
  const action = useAction(act, onDone);

  const confirm = async () => {
    await action.run(undefined);
    setOpen(false);
  };

  return (
    <>
      <Button variant={variant} aria-label={name} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <ActionErrors title={words.problem} failure={action.failure} />
      <ConfirmDialog
        title={words.title}
        body={words.body}
        confirmLabel={words.confirm}
        cancelLabel={words.cancel}
        isOpen={isOpen}
        isBusy={action.isBusy}
        onConfirm={() => void confirm()}
        onCancel={() => setOpen(false)}
      />
    </>
  );
}
