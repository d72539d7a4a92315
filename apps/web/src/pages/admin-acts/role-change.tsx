import type { User } from '@gatehouse/auth-core';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { adminWords } from '../../words/admin.ts';
import { RoleForm } from './role-form.tsx';

const words = adminWords.role;

/** Opens the choice of a role; nothing changes before it is confirmed. */
export function RoleChange({ account }: { account: Pick<User, 'id' | 'name' | 'role'> }) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);

  return (
    <>
      <Button
        variant="secondary"
        aria-label={words.changeOf(account.name)}
        onClick={() => setOpen(true)}
      >
        {words.change}
      </Button>
      {isOpen && (
        <Dialog title={words.changeOf(account.name)} isOpen onClose={close}>
          <RoleForm account={account} onClose={close} />
        </Dialog>
      )}
    </>
  );
}
