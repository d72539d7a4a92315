import { describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { useLayoutEffect } from 'react';
import type { FlashMessage } from '../../src/ui/flash-message.ts';
import { FlashRegion } from '../../src/ui/flash-region.tsx';

const welcome: FlashMessage = { code: 'logged_in', level: 'success', text: 'You are in!' };
const info: FlashMessage = { code: 'login_required', level: 'info', text: 'Please log in first' };
const refused: FlashMessage = { code: 'not_authorized', level: 'error', text: 'Not Authorized' };

function show(messages: readonly FlashMessage[], onDismiss = jest.fn()) {
  render(
    <>
      <FlashRegion messages={messages} onDismiss={onDismiss} />
      <h1 tabIndex={-1}>Welcome</h1>
    </>,
  );
  return onDismiss;
}

describe('FlashRegion', () => {
  it('is there before its messages, so that they are spoken [UX-FL-01]', () => {
    let firstCommit: Element | null | undefined;
    function Witness() {
      useLayoutEffect(() => {
        firstCommit ??= screen.getByRole('status').firstElementChild?.cloneNode(true) as Element;
      }, []);
      return null;
    }
    render(
      <>
        <FlashRegion messages={[welcome, refused]} onDismiss={() => {}} />
        <Witness />
      </>,
    );

    // The style sheet hides it, and keeps its room.
    expect(firstCommit?.getAttribute('data-hidden')).toBe('true');
    expect(firstCommit?.textContent).toContain(welcome.text);
    expect(screen.getByRole('list').getAttribute('data-hidden')).toBe('false');
    expect(within(screen.getByRole('status')).getByText(welcome.text)).toBeDefined();
    expect(within(screen.getByRole('alert')).getByText(refused.text)).toBeDefined();
  });

  it('says in a word of what kind a message is [UX-FL-02]', () => {
    show([welcome, info, refused]);
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'Success You are in!',
      'Important Please log in first',
      'Problem Not Authorized',
    ]);
  });

  it('keeps the order in which the messages came, whatever their kind [S-106]', () => {
    show([info, refused, welcome]);
    expect(screen.getAllByRole('listitem').map((item) => item.querySelector('span[dir]'))).toEqual(
      [info, refused, welcome].map(({ text }) => screen.getByText(text)),
    );
  });

  it('shows no message twice [UX-FL-07]', () => {
    show([welcome, { ...welcome }]);
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
  });

  it('shows markup as the text it is [UX-FL-06]', () => {
    show([{ ...welcome, text: '<b>Bo</b>' }]);
    expect(screen.getByText('<b>Bo</b>')).toBeDefined();
  });

  it('stays until it is dismissed; the focus then goes to the heading [UX-FL-04] [UX-FL-08]', () => {
    jest.useFakeTimers();
    const dismissed = show([welcome]);
    act(() => jest.advanceTimersByTime(60_000));
    expect(screen.getByText(welcome.text)).toBeDefined();
    jest.useRealTimers();

    fireEvent.click(screen.getByRole('button', { name: 'Dismiss: You are in!' }));

    expect(dismissed).toHaveBeenCalledWith(welcome);
    expect(document.activeElement).toBe(screen.getByRole('heading'));
  });

  it('takes the focus for the success of what was just done, if nobody has it [UX-FL-03]', () => {
    show([welcome]);
    expect(document.activeElement).toBe(screen.getByRole('region'));
  });

  it('leaves the focus with somebody who is typing [UX-FL-03]', () => {
    render(<input aria-label="Search" />);
    screen.getByRole('textbox').focus();
    show([welcome]);
    expect(document.activeElement).toBe(screen.getByRole('textbox'));
  });

  it('leaves the focus alone for other messages [UX-FL-03]', () => {
    show([refused, info]);
    expect(document.activeElement).toBe(document.body);
  });
});
