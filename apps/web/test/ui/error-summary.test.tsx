import { beforeEach, describe, expect, it } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import { ErrorSummary } from '../../src/ui/error-summary.tsx';
import { Field } from '../../src/ui/field.tsx';

const errors = [{ field: 'email', message: 'Enter your email address' }, { message: 'Too late.' }];

describe('ErrorSummary', () => {
  beforeEach(() => {
    document.title = 'Cookieshop | Register';
  });

  it('lists what is wrong and takes the focus [S-021] [UX-ER-01] [UX-ER-02]', () => {
    render(<ErrorSummary title="There is a problem" errors={errors} />);
    const summary = screen.getByRole('region', { name: 'There is a problem' });
    expect(document.activeElement).toBe(summary);
    expect(screen.getByRole('alert').textContent).toContain('Too late.');
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getAllByRole('link')).toHaveLength(1);
  });

  it('takes the focus again for new errors', () => {
    const { rerender } = render(<ErrorSummary title="There is a problem" errors={errors} />);
    screen.getByRole('link').focus();
    rerender(<ErrorSummary title="There is a problem" errors={[{ message: 'Still wrong.' }]} />);
    expect(document.activeElement).toBe(screen.getByRole('region'));
  });

  it('leads from an error into its field [UX-ER-01]', () => {
    render(
      <main>
        <ErrorSummary title="There is a problem" errors={errors} />
        <Field label="Email address" name="email" />
      </main>,
    );
    fireEvent.click(screen.getByRole('link', { name: 'Enter your email address' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Email address'));
  });

  it('marks the title of the page until it is gone [UX-ER-03]', () => {
    const { unmount } = render(<ErrorSummary title="There is a problem" errors={errors} />);
    expect(document.title).toBe('Error: Cookieshop | Register');
    unmount();
    expect(document.title).toBe('Cookieshop | Register');
  });
});
