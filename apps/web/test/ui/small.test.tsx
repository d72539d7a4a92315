import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, render, screen } from '@testing-library/react';
import { Avatar } from '../../src/ui/avatar.tsx';
import { DisclosureMenu } from '../../src/ui/disclosure-menu.tsx';
import { Money } from '../../src/ui/money.tsx';
import { Pagination } from '../../src/ui/pagination.tsx';
import { QuantityInput } from '../../src/ui/quantity-input.tsx';
import { Time } from '../../src/ui/time.tsx';
import { relativeTime } from '../../src/ui/time-words.ts';

describe('DisclosureMenu', () => {
  const open = () => {
    render(
      <>
        <DisclosureMenu label="Logged in as Ana">
          <a href="#settings">Settings</a>
        </DisclosureMenu>
        <button type="button">Elsewhere</button>
      </>,
    );
    const button = screen.getByRole('button', { name: 'Logged in as Ana' });
    expect(screen.queryByRole('link')).toBeNull();
    fireEvent.click(button);
    return button;
  };

  it('is a button that shows links, and no menu role [UX-AX-05]', () => {
    const button = open();
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByRole('link', { name: 'Settings' })).toBeDefined();
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('closes at Escape, and gives the focus back', () => {
    const button = open();
    screen.getByRole('link').focus();
    fireEvent.keyDown(screen.getByRole('link'), { key: 'Escape' });
    expect(screen.queryByRole('link')).toBeNull();
    expect(document.activeElement).toBe(button);
  });

  it.each([
    { how: 'a click elsewhere', act: () => fireEvent.click(screen.getByText('Elsewhere')) },
    { how: 'a choice', act: () => fireEvent.click(screen.getByRole('link')) },
    {
      how: 'the focus elsewhere',
      act: () =>
        fireEvent.focusOut(screen.getByRole('link'), {
          relatedTarget: screen.getByText('Elsewhere'),
        }),
    },
  ])('closes at $how', ({ act }) => {
    open();
    act();
    expect(screen.queryByRole('link')).toBeNull();
  });
});

describe('QuantityInput', () => {
  const show = (value: number) => {
    const change = jest.fn();
    render(
      <QuantityInput label="Quantity" name="q" value={value} min={1} max={3} onChange={change} />,
    );
    return change;
  };

  it('steps with its buttons, within its range [UX-SH-05]', () => {
    const change = show(3);
    fireEvent.click(screen.getByRole('button', { name: 'Fewer: Quantity' }));
    expect(change).toHaveBeenLastCalledWith(2);
    fireEvent.click(screen.getByRole('button', { name: 'More: Quantity' }));
    expect(change).toHaveBeenLastCalledWith(3);
  });

  it.each([
    { typed: '2', told: [[2]] },
    { typed: '0', told: [] },
    { typed: '4', told: [] },
    { typed: '', told: [] },
    { typed: '1.5', told: [] },
  ])(
    'tells of "$typed" only if it is a whole number of the range [UX-SH-05]',
    ({ typed, told }) => {
      const change = show(1);
      fireEvent.change(screen.getByLabelText('Quantity'), { target: { value: typed } });
      expect(change.mock.calls).toEqual(told);
    },
  );
});

describe('Time and Money', () => {
  const now = new Date('2026-05-03T12:00:00Z');

  it.each([
    { iso: '2026-05-03T11:59:40Z', words: 'now' },
    { iso: '2026-05-03T11:58:00Z', words: '2 minutes ago' },
    { iso: '2026-05-03T10:00:00Z', words: '2 hours ago' },
    { iso: '2026-05-02T11:00:00Z', words: 'yesterday' },
    { iso: '2026-06-20T12:00:00Z', words: 'next month' },
  ])('calls $iso "$words" [UX-IN-04]', ({ iso, words }) => {
    expect(relativeTime(iso, 'en', now)).toBe(words);
  });

  it('carries the exact moment [UX-AC-03]', () => {
    render(<Time iso="2020-05-03T12:00:00Z" relative />);
    const time = screen.getByText(/years ago/);
    expect(time.getAttribute('datetime')).toBe('2020-05-03T12:00:00Z');
    expect(time.getAttribute('title')).toContain('2020');
  });

  it('writes whole cents as money [UX-SH-05]', () => {
    render(<Money cents={1250} />);
    expect(screen.getByText('$12.50')).toBeDefined();
  });
});

describe('Avatar', () => {
  it('is decoration, with initials where there is no picture', () => {
    const { container } = render(<Avatar name="Ana María Pérez" />);
    expect(container.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
    expect(container.textContent).toBe('AP');
  });

  it('falls back to initials when the picture cannot be had', () => {
    const { container } = render(<Avatar name="Ana" url="https://example.com/a.png" />);
    const picture = container.querySelector('img');
    expect(picture?.alt).toBe('');
    if (picture) fireEvent.error(picture);
    expect(container.textContent).toBe('A');
  });
});

describe('Pagination', () => {
  const words = { pages: 'Pages', newer: 'Newer', older: 'Older' };

  it('links to its neighbours [UX-AD-03]', () => {
    render(<Pagination olderHref="/users?cursor=b" words={words} />);
    expect(screen.getByRole('navigation', { name: 'Pages' })).toBeDefined();
    expect(screen.getByRole('link', { name: 'Older' }).getAttribute('href')).toBe(
      '/users?cursor=b',
    );
    expect(screen.queryByRole('link', { name: 'Newer' })).toBeNull();
  });

  it('is not there for a list of one page', () => {
    const { container } = render(<Pagination words={words} />);
    expect(container.childElementCount).toBe(0);
  });
});
