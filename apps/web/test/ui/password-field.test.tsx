import { describe, expect, it } from '@jest/globals';
import { createEvent, fireEvent, render, screen } from '@testing-library/react';
import { PasswordField } from '../../src/ui/password-field.tsx';

function field(label = 'Password'): HTMLInputElement {
  return screen.getByLabelText<HTMLInputElement>(label, { selector: 'input' });
}

function spoken(): string {
  return screen
    .getAllByRole('status')
    .map((region) => region.textContent)
    .join('');
}

describe('PasswordField', () => {
  it.each([
    { purpose: 'current', autocomplete: 'current-password' },
    { purpose: 'new', autocomplete: 'new-password' },
  ] as const)('tells password managers that it holds a $purpose password [S-015]', (row) => {
    render(<PasswordField label="Password" name="password" purpose={row.purpose} />);
    expect(field().type).toBe('password');
    expect(field().autocomplete).toBe(row.autocomplete);
    expect(field().hasAttribute('maxlength')).toBe(false);
    expect(field().getAttribute('autocapitalize')).toBe('none');
  });

  it('shows and hides what is typed, and says so [UX-PW-02] [UX-PW-03]', () => {
    render(<PasswordField label="Password" name="password" purpose="current" />);
    const toggle = screen.getByRole('button', { name: 'Show password' });
    expect(toggle.getAttribute('aria-controls')).toBe(field().id);
    expect(toggle.getAttribute('type')).toBe('button');
    expect(spoken()).toBe('');

    fireEvent.click(toggle);
    expect(field().type).toBe('text');
    expect(spoken()).toBe('Your password is visible.');
    expect(field().getAttribute('spellcheck')).toBe('false');

    fireEvent.click(screen.getByRole('button', { name: 'Hide password' }));
    expect(field().type).toBe('password');
    expect(spoken()).toBe('Your password is hidden.');
  });

  it('keeps the caret where it is [UX-PW-03]', () => {
    render(<PasswordField label="Password" name="password" purpose="current" />);
    fireEvent.change(field(), { target: { value: 'correct horse' } });
    field().setSelectionRange(3, 5);

    fireEvent.click(screen.getByRole('button', { name: 'Show password' }));

    expect([field().selectionStart, field().selectionEnd]).toEqual([3, 5]);
  });

  it('is hidden again before the form is read [UX-PW-04]', () => {
    let typeAtSubmit = '';
    render(
      <form
        aria-label="Log in"
        onSubmit={(event) => {
          event.preventDefault();
          typeAtSubmit = field().type;
        }}
      >
        <PasswordField label="Password" name="password" purpose="current" />
      </form>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Show password' }));
    expect(field().type).toBe('text');

    fireEvent.submit(screen.getByRole('form'));

    expect(typeAtSubmit).toBe('password');
    expect(field().type).toBe('password');
  });

  it('gives two fields of a page two names for their buttons [UX-PW-05]', () => {
    render(
      <>
        <PasswordField label="Password" name="password" purpose="new" />
        <PasswordField label="Confirm password" name="again" purpose="new" />
      </>,
    );
    expect(screen.getByRole('button', { name: 'Show password' })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Show confirm password' })).toBeDefined();
  });

  it('tells of the Caps Lock key while it is on and somebody types [UX-PW-06]', () => {
    render(<PasswordField label="Password" name="password" purpose="current" />);

    fireEvent.keyDown(field(), { key: 'A', modifierCapsLock: true });
    expect(spoken()).toBe('Caps Lock is on.');

    fireEvent.keyDown(field(), { key: 'a' });
    expect(spoken()).toBe('');

    fireEvent.keyDown(field(), { key: 'A', modifierCapsLock: true });
    fireEvent.blur(field());
    expect(spoken()).toBe('');
  });

  it('lets people paste [UX-PW-01]', () => {
    render(<PasswordField label="Password" name="password" purpose="current" />);
    const paste = createEvent.paste(field(), { clipboardData: { getData: () => 'a password' } });
    fireEvent(field(), paste);
    expect(paste.defaultPrevented).toBe(false);
  });
});
