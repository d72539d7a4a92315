import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import { Button } from '../../src/ui/button.tsx';

describe('Button', () => {
  it('does what it is for', () => {
    const click = jest.fn();
    render(<Button onClick={click}>Save</Button>);

    fireEvent.click(screen.getByRole('button', { name: 'Save' }));

    expect(click).toHaveBeenCalledTimes(1);
  });

  it('says that it is busy, keeps the focus and does nothing more [UX-F-16]', () => {
    const click = jest.fn();
    const submit = jest.fn();
    render(
      <form onSubmit={submit}>
        <Button type="submit" isBusy busyLabel="Saving…" onClick={click}>
          Save
        </Button>
      </form>,
    );
    const button = screen.getByRole('button', { name: 'Saving…' });
    button.focus();

    fireEvent.click(button);

    expect(document.activeElement).toBe(button);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(click).not.toHaveBeenCalled();
    expect(submit).not.toHaveBeenCalled();
  });

  it('holds the room of both labels, so that its width stays [UX-F-16]', () => {
    render(<Button busyLabel="Saving…">Save</Button>);
    expect(screen.getByRole('button').textContent).toBe('SaveSaving…');
    expect(screen.getByRole('button', { name: 'Save' })).toBeDefined();
  });
});
