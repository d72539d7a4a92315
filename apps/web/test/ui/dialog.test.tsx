import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import { ConfirmDialog } from '../../src/ui/confirm-dialog.tsx';

// jsdom knows the element and not its methods: these do what the page can see of them.
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
    this.querySelector('button')?.focus();
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
});

function ask(isOpen: boolean) {
  const onConfirm = jest.fn();
  const onCancel = jest.fn();
  render(
    <ConfirmDialog
      title="Delete Ana Pérez?"
      body="This cannot be undone."
      confirmLabel="Delete Ana Pérez"
      cancelLabel="Keep the account"
      isOpen={isOpen}
      onConfirm={onConfirm}
      onCancel={onCancel}
    />,
  );
  return { onConfirm, onCancel };
}

describe('ConfirmDialog', () => {
  it('is not there until it is asked for', () => {
    ask(false);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('names what it is about, with the safe button first [UX-AD-07] [UX-AX-04]', () => {
    ask(true);
    expect(screen.getByRole('dialog', { name: 'Delete Ana Pérez?' })).toBeDefined();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Keep the account' }));
  });

  it('tells which button was chosen', () => {
    const { onConfirm, onCancel } = ask(true);
    fireEvent.click(screen.getByRole('button', { name: 'Delete Ana Pérez' }));
    expect(onConfirm).toHaveBeenCalledTimes(1);
    fireEvent.click(screen.getByRole('button', { name: 'Keep the account' }));
    expect(onCancel).toHaveBeenCalledTimes(1);
  });

  it('cancels at Escape [UX-AD-07]', () => {
    const { onConfirm, onCancel } = ask(true);
    fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }));
    expect(onCancel).toHaveBeenCalledTimes(1);
    expect(onConfirm).not.toHaveBeenCalled();
  });
});
