import type { User } from '@gatehouse/client-sdk';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { adminWords } from '../../words/admin.ts';
import { SuspensionForm } from './suspension-form.tsx';

const words = adminWords.suspension;

/** Opens the question why; nothing happens before it is answered. */
export function Suspend({ account }: { account: Pick<User, 'id' | 'name'> }) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);

  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        {words.suspend}
      </Button>
      {isOpen && (
        <Dialog title={words.title(account.name)} isOpen onClose={close}>
          <SuspensionForm account={account} onClose={close} />
        </Dialog>
      )}
    </>
  );
}
