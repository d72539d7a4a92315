import { describe, expect, it } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { Checkbox } from '../../src/ui/checkbox.tsx';
import { Field } from '../../src/ui/field.tsx';
import { RadioGroup } from '../../src/ui/radio-group.tsx';
import { Select } from '../../src/ui/select.tsx';
import { TextArea } from '../../src/ui/text-area.tsx';

/** What a screen reader says after the name of a field. */
function descriptionOf(field: HTMLElement): string[] {
  const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? 'nothing there');
}

describe('Field', () => {
  it('is found by its label, and takes its id from its name [S-017] [UX-F-02] [UX-F-03]', () => {
    render(<Field label="Email address" name="email" type="email" />);
    const field = screen.getByLabelText('Email address');
    expect(field.id).toBe('email');
    expect(field.getAttribute('name')).toBe('email');
    expect(field.hasAttribute('placeholder')).toBe(false);
  });

  it('describes itself by its hint and by what is wrong [UX-ER-04]', () => {
    render(
      <Field label="Name" name="name" hint="In any script." errors={['Enter a name', 'Short']} />,
    );
    const field = screen.getByLabelText('Name');
    expect(descriptionOf(field)).toEqual(['In any script.', 'Error: Enter a name', 'Error: Short']);
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });

  it('is not called invalid before anything was sent [UX-ER-05]', () => {
    render(<Field label="Name" name="name" />);
    expect(screen.getByLabelText('Name').hasAttribute('aria-invalid')).toBe(false);
  });

  it('says that it may stay empty [UX-F-22]', () => {
    render(<Field label="Name" name="name" optional />);
    expect(screen.getByLabelText('Name (optional)')).toBeDefined();
  });
});

describe('TextArea and Select', () => {
  it.each([
    { what: 'TextArea', field: <TextArea label="Text" name="text" errors={['Write']} /> },
    { what: 'Select', field: <Select label="Text" name="text" errors={['Write']} options={[]} /> },
  ])('$what has a label and errors like a field [UX-ER-04]', ({ field }) => {
    render(field);
    expect(descriptionOf(screen.getByLabelText('Text'))).toEqual(['Error: Write']);
  });
});

describe('Checkbox and RadioGroup', () => {
  it('ties a hint to its box [UX-F-02]', () => {
    render(<Checkbox label="Remember" name="remember" hint="For 30 days." />);
    expect(descriptionOf(screen.getByRole('checkbox', { name: 'Remember' }))).toEqual([
      'For 30 days.',
    ]);
  });

  it('groups choices under a legend, one of them chosen', () => {
    const options = [
      { value: 'member', label: 'Member' },
      { value: 'admin', label: 'Admin' },
    ];
    render(<RadioGroup legend="Role" name="role" options={options} defaultValue="admin" />);
    expect(screen.getByRole('group', { name: 'Role' })).toBeDefined();
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Admin' }).checked).toBe(true);
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Member' }).checked).toBe(false);
  });
});
