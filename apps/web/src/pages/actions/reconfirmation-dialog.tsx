import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { accessWords } from '../../words/access.ts';
import { ConfirmationForm } from './confirmation-form.tsx';

const words = accessWords.confirm;

interface ReconfirmationDialogProps {
  onConfirmed: () => void;
  onCancel: () => void;
}

export function ReconfirmationDialog({ onConfirmed, onCancel }: ReconfirmationDialogProps) {
  return (
    <Dialog title={words.title} isOpen onClose={onCancel}>
      <p>{words.dialogLead}</p>
      <ConfirmationForm onConfirmed={onConfirmed}>
        <Button variant="quiet" onClick={onCancel}>
          {words.cancel}
        </Button>
      </ConfirmationForm>
    </Dialog>
  );
}
