import type { Dashboard } from '@gatehouse/auth-core';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { fireEvent, screen, within } from '@testing-library/react';
import { roundTop, ticksOf } from '../../src/pages/dashboard/chart-scale.ts';
import { standingOut } from '../../src/pages/dashboard/standing-out.ts';
import { addBrowserParts } from './browser-parts.ts';
import { ana, fakeClient, loggedIn } from './fake-client.ts';
import { openApp } from './open-app.tsx';

const hours = (count: number, step = 1) =>
  Array.from({ length: count }, (_, at) => new Date(2026, 4, 4, 10 + at * step).toISOString());
const zeros = Array.from({ length: 24 }, () => 0);
const failures = zeros.map((_, at) => (at === 5 ? 30 : at === 23 ? 2 : 0));

const dashboard: Dashboard = {
  times: hours(24),
  series: { logIns: zeros.with(1, 3), failures, throttles: zeros, newDevices: zeros },
  now: { accounts: 1234, suspended: 1, closing: 0, sessions: 7 },
  guessed: [{ id: 'b1', username: 'bo', failures: 17, lastTryAt: '2026-05-04T10:00:00.000Z' }],
};

async function openDashboard(path = '/admin/dashboard') {
  const asked: string[] = [];
  const { client } = fakeClient(loggedIn({ ...ana, role: 'admin' }), {
    request: (async (_: string, at: string) => {
      asked.push(at);
      return dashboard;
    }) as never,
  });
  await openApp(client, path);
  await screen.findByRole('heading', { level: 1, name: 'Dashboard' });
  return asked;
}

const card = (name: string) => within(screen.getByRole('region', { name }));

describe('the dashboard', () => {
  beforeAll(addBrowserParts);

  it('draws each series, and says what it shows to whoever does not see it [UX-AX-01]', async () => {
    await openDashboard();
    const wrong = card('Wrong passwords');
    const picture = wrong.getByRole('img');

    expect(picture.getAttribute('aria-label')).toMatch(
      /^Wrong passwords: 32 in all, at most 30, May 4, 3:00\s–\s4:00\sPM$/,
    );
    const bars = [...picture.querySelectorAll('.chart-bar')];
    expect(bars.map((bar) => [bar.getAttribute('x'), bar.getAttribute('height')])).toEqual([
      ['51', '75'],
      ['231', '5'],
    ]);
    expect(card('New devices').queryByRole('img')).toBeNull();
    card('New devices').getByText('Nothing happened in this time.');
  });

  it('has the same numbers as a table', async () => {
    await openDashboard();
    const table = card('Wrong passwords').getByRole('table', { hidden: true });
    const cells = [...table.querySelectorAll('td')].map((cell) => Number(cell.textContent));
    expect(cells).toEqual(failures);
  });

  it('is read step by step with the keys', async () => {
    await openDashboard();
    const wrong = card('Wrong passwords');
    const step = wrong.getByRole('slider', { name: 'Wrong passwords: look at one step of time' });
    wrong.getByText('32 in all');

    fireEvent.focus(step);
    wrong.getByText(/^2 so far, May 5, 9:00/);
    fireEvent.change(step, { target: { value: '5' } });
    wrong.getByText(/^30, May 4, 3:00/);
    expect(step.getAttribute('aria-valuetext')).toMatch(/^30, May 4/);
    fireEvent.blur(step);
    wrong.getByText('32 in all');
  });

  it('asks for the time that its address says, and marks it', async () => {
    expect(await openDashboard('/admin/dashboard?period=month')).toEqual([
      '/api/admin/dashboard?period=month',
    ]);
    const current = screen
      .getAllByRole('link')
      .filter((link) => link.closest('main') && link.hasAttribute('aria-current'));
    expect(current.map(({ textContent }) => textContent)).toEqual([
      'Dashboard',
      'The last 30 days',
    ]);
  });

  it('asks for the usual time where an address makes one up', async () => {
    expect(await openDashboard('/admin/dashboard?period=century')).toEqual([
      '/api/admin/dashboard',
    ]);
  });

  it('leads to accounts that are guessed', async () => {
    await openDashboard();
    const link = within(card('Accounts whose passwords are guessed').getByRole('table')).getByRole(
      'link',
    );
    expect(link.getAttribute('href')).toBe('/admin/users/b1');
    expect(link.closest('tr')?.textContent).toContain('17');
  });
});

describe('what stands out', () => {
  const series = { logIns: [10], failures: [0], throttles: [0], newDevices: [50] };

  it.each([
    { what: 'people who mistype', change: { failures: [30] }, notes: 0 },
    { what: 'few tries of nobody', change: { logIns: [0], failures: [20] }, notes: 0 },
    { what: 'somebody who was stopped', change: { throttles: [20] }, notes: 0 },
    { what: 'many wrong passwords', change: { failures: [31] }, notes: 1 },
    { what: 'tries that were stopped', change: { throttles: [21] }, notes: 1 },
  ])('of $what: $notes sentences', ({ change, notes }) => {
    expect(standingOut({ series: { ...series, ...change } })).toHaveLength(notes);
  });
});

describe('an axis', () => {
  it('ends at a round number that is no less than the highest bar', () => {
    const tops = [0, 1, 2, 3, 7, 11, 45, 61, 99, 100, 4_001].map(roundTop);
    expect(tops).toEqual([2, 2, 2, 4, 8, 20, 60, 80, 100, 100, 6_000]);
  });

  it('has a few labels in local time', () => {
    const labels = (times: string[], period: 'day' | 'week' | 'month') =>
      ticksOf(times, period, 'en').map(({ step, label }) => [step, label.replace(/\s/, ' ')]);

    expect(labels(hours(24), 'day')).toEqual([
      [2, '12 PM'],
      [8, '6 PM'],
      [14, '12 AM'],
      [20, '6 AM'],
    ]);
    expect(labels(hours(56, 3), 'week').map(([, label]) => label)).toEqual([
      ...['Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun', 'Mon'],
    ]);
    expect(labels(hours(30, 24), 'month')).toEqual([
      [3, 'May 7'],
      [10, 'May 14'],
      [17, 'May 21'],
      [24, 'May 28'],
    ]);
  });
});
