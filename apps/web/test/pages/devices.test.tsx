import type { LogInHistory, SessionSummary } from '@gatehouse/auth-core';
import { ApiError, type Client } from '@gatehouse/client-sdk';
import { beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { fireEvent, screen, within } from '@testing-library/react';
import { addBrowserParts } from './browser-parts.ts';
import { ana, fakeClient, loggedIn } from './fake-client.ts';
import { openApp } from './open-app.tsx';

const phone: SessionSummary = {
  id: 'd1',
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2099-01-01T00:00:00.000Z',
  idleExpiresAt: '2099-01-01T00:00:00.000Z',
  freshUntil: null,
  remembered: true,
  actor: null,
  current: false,
  lastSeenAt: '2026-01-01T00:00:00.000Z',
  device: { browser: 'Firefox', os: 'Android', kind: 'mobile' },
  address: '192.0.2.0',
};
const here: SessionSummary = {
  ...phone,
  id: 'd2',
  current: true,
  device: { browser: 'Chrome', os: 'Linux', kind: 'desktop' },
};

const endSession = jest.fn<Client['account']['endSession']>();

const never: LogInHistory = { count: 1, previous: null };

async function openDevices(logIns = never) {
  const { client } = fakeClient(loggedIn(ana), {
    account: { sessions: async () => [phone, here], logIns: async () => logIns, endSession },
  });
  await openApp(client, '/settings/devices');
  return screen.findByRole('list', { name: 'Devices that are logged in' });
}

const names = (list: HTMLElement) =>
  within(list)
    .getAllByRole('listitem')
    .map((row) => row.querySelector('strong')?.textContent);

describe('the list of devices', () => {
  beforeAll(addBrowserParts);
  beforeEach(() => void endSession.mockReset());

  it('names every device in words, this one first [UX-AC-03]', async () => {
    const list = await openDevices();
    expect(names(list)).toEqual(['Chrome on Linux', 'Firefox on Android']);
    expect(within(list).getAllByText('This device')).toHaveLength(1);
  });

  it('says when, where and with what the log-in before this one was [ASK-045]', async () => {
    const { device, address } = phone;
    await openDevices({
      count: 7,
      previous: { at: '2026-01-02T03:04:00.000Z', device, address },
    });
    const line = screen.getByText(/^Last log-in before this one:/);

    expect(line.querySelector('time')?.dateTime).toBe('2026-01-02T03:04:00.000Z');
    expect(line.textContent).toContain(
      '· Firefox on Android · Network 192.0.2.0 · 7 log-ins in the last 90 days.',
    );
  });

  it('says of log-ins without end that there were many [ASK-045]', async () => {
    const { device, address } = phone;
    await openDevices({
      count: 1000,
      previous: { at: '2026-01-02T03:04:00.000Z', device, address },
    });
    expect(screen.getByText(/· 1,000 or more log-ins in the last 90 days\./)).toBeTruthy();
  });

  it('says so when there was no log-in before this one [ASK-045]', async () => {
    await openDevices();
    expect(screen.getByText(/^You have not logged in before this/)).toBeTruthy();
  });

  it('loses a device at once, before the server has answered [UX-AC-04]', async () => {
    endSession.mockReturnValue(new Promise(() => {}));
    const list = await openDevices();
    fireEvent.click(
      screen.getByRole('button', { name: /^Log out Firefox on Android, last active/ }),
    );
    expect(names(list)).toEqual(['Chrome on Linux']);
    expect(endSession.mock.calls).toEqual([['d1']]);
  });

  it('gets it back, with the reason, when the server does not end it [UX-AC-04]', async () => {
    endSession.mockRejectedValue(
      new ApiError({ kind: 'network', code: 'unavailable', status: 0, title: 'Nobody answered.' }),
    );
    const list = await openDevices();
    fireEvent.click(screen.getByRole('button', { name: /^Log out Firefox on Android/ }));
    await screen.findByText('Firefox on Android could not be logged out.');
    expect(names(list)).toEqual(['Chrome on Linux', 'Firefox on Android']);
  });
});
