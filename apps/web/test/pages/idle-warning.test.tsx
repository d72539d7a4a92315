/** @jest-environment <rootDir>/test/auth/browser-environment.js */
import { type Client, createClient } from '@gatehouse/client-sdk';
import { GatehouseProvider } from '@gatehouse/client-sdk/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { IdleWarning } from '../../src/pages/idle/idle-warning.tsx';
import { loggedIn, visitor } from '../auth/network.ts';
import { addBrowserParts } from './browser-parts.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

let client: Client;
let server: FakeServer;

/** Keeps one session as the API does: a read is a use of it, unless it is one in the background. */
class FakeServer {
  readonly asked: string[] = [];
  isAway = false;
  #isOver = false;
  #end: number;

  readonly #idle: number;
  readonly #aheadOfDevice: number;

  constructor(idle: number, aheadOfDevice = 0) {
    this.#idle = idle;
    this.#aheadOfDevice = aheadOfDevice;
    this.#end = this.#now() + idle;
    globalThis.fetch = jest.fn(async (_: unknown, { headers }: RequestInit = {}) =>
      this.#answer(new Headers(headers).has('gatehouse-background')),
    ) as typeof fetch;
  }

  get view() {
    if (this.#isOver) return visitor;
    const session = { ...loggedIn.session, idleExpiresAt: new Date(this.#end).toISOString() };
    return { ...loggedIn, session };
  }

  /** Somebody uses the session from another tab. */
  use() {
    this.#end = this.#now() + this.#idle;
  }

  #answer(isBackground: boolean): Response {
    if (this.isAway) throw new TypeError('Failed to fetch');
    this.asked.push(isBackground ? 'look' : 'use');
    this.#isOver ||= this.#now() >= this.#end;
    if (!isBackground) this.use();
    const date = new Date(this.#now()).toUTCString();
    return new Response(JSON.stringify(this.view), {
      headers: { 'content-type': 'application/json', date },
    });
  }

  #now(): number {
    return Date.now() + this.#aheadOfDevice;
  }
}

async function open(...facts: ConstructorParameters<typeof FakeServer>) {
  server = new FakeServer(...facts);
  client.sessionStore.hydrate(server.view as typeof loggedIn);
  await act(async () =>
    render(
      <GatehouseProvider client={client}>
        <IdleWarning />
      </GatehouseProvider>,
    ),
  );
}

const pass = (time: number) => act(() => jest.advanceTimersByTimeAsync(time));
const warning = () => screen.queryByRole('dialog', { name: 'Are you still there?' });
const stay = () => fireEvent.click(screen.getByRole('button', { name: 'Stay logged in' }));

beforeAll(addBrowserParts);

beforeEach(() => {
  jest.useFakeTimers();
  client = createClient({ refreshOnFocus: false, syncTabs: false });
});

afterEach(() => {
  client.sessionStore.close();
  jest.useRealTimers();
});

describe('the warning before a session ends unused', () => {
  it('comes two minutes before, as a modal dialog with one button [UX-SS-02]', async () => {
    await open(30 * MINUTE);
    const showModal = jest.spyOn(HTMLDialogElement.prototype, 'showModal');
    await pass(27 * MINUTE + 50 * SECOND);
    expect(warning()).toBeNull();
    await pass(12 * SECOND);
    expect(warning()).not.toBeNull();
    expect(showModal).toHaveBeenCalledTimes(1);
    expect(screen.getAllByRole('button')).toHaveLength(1);
    expect(server.asked).not.toContain('use');
  });

  it('puts off the end, as often as somebody wants [UX-SS-02]', async () => {
    await open(30 * MINUTE);
    for (let times = 1; times <= 10; times += 1) {
      await pass(28 * MINUTE + 2 * SECOND);
      expect(warning()).not.toBeNull();
      stay();
      await pass(SECOND);
      expect(warning()).toBeNull();
    }
    expect(server.asked.filter((kind) => kind === 'use')).toHaveLength(10);
    expect(client.sessionStore.get().status).toBe('authenticated');
  });

  it('comes half-way where a session is shorter than four minutes [UX-SS-02]', async () => {
    await open(MINUTE);
    await pass(28 * SECOND);
    expect(warning()).toBeNull();
    await pass(3 * SECOND);
    expect(warning()).not.toBeNull();
  });

  it('tells the truth at the end: the session has expired [UX-SS-02]', async () => {
    await open(30 * MINUTE);
    await pass(30 * MINUTE + 3 * SECOND);
    expect(client.sessionStore.get()).toMatchObject({ status: 'anonymous', reason: 'expired' });
    expect(warning()).toBeNull();
  });

  it('counts every second, and speaks at 2 min, 1 min, 30 s and 10 s only [UX-SS-03]', async () => {
    await open(30 * MINUTE);
    await pass(27 * MINUTE + 55 * SECOND);
    const spoken = new Set<string>();
    const shown = new Set<string>();
    for (let second = 0; second < 123; second += 1) {
      await pass(SECOND);
      spoken.add(screen.queryByRole('status')?.textContent ?? '');
      shown.add(document.querySelector('.idle-countdown')?.textContent ?? '');
    }
    expect([...spoken].filter((text) => text !== '')).toEqual([
      'You will be logged out in 2 minutes.',
      'You will be logged out in 1 minute.',
      'You will be logged out in 30 seconds.',
      'You will be logged out in 10 seconds.',
    ]);
    expect(shown.size).toBeGreaterThan(115);
    expect(shown).toContain('1:59');
  });

  it.each([
    { device: 'three hours ahead', ahead: -3 * HOUR },
    { device: 'three hours behind', ahead: 3 * HOUR },
  ])('comes neither early nor late when the device is $device [UX-SS-04]', async ({ ahead }) => {
    await open(30 * MINUTE, ahead);
    await pass(27 * MINUTE + 50 * SECOND);
    expect(warning()).toBeNull();
    await pass(12 * SECOND);
    expect(warning()).not.toBeNull();
    await pass(2 * MINUTE + 3 * SECOND);
    expect(client.sessionStore.get()).toMatchObject({ status: 'anonymous', reason: 'expired' });
  });

  it('is not needed while another tab is in use [UX-SS-02]', async () => {
    await open(30 * MINUTE);
    await pass(20 * MINUTE);
    server.use();
    await pass(9 * MINUTE);
    expect(warning()).toBeNull();
    await pass(19 * MINUTE + 5 * SECOND);
    expect(warning()).not.toBeNull();
    server.use();
    await pass(61 * SECOND);
    expect(warning()).toBeNull();
  });

  it('stays while the server cannot be reached, and says so', async () => {
    await open(30 * MINUTE);
    await pass(28 * MINUTE + 5 * SECOND);
    server.isAway = true;
    stay();
    await pass(5 * SECOND);
    expect(warning()).not.toBeNull();
    expect(screen.getByRole('alert').textContent).toContain('We cannot reach the server');
  });

  it('is not for visitors [UX-SS-02]', async () => {
    globalThis.fetch = jest.fn<typeof fetch>();
    client.sessionStore.hydrate(visitor);
    render(
      <GatehouseProvider client={client}>
        <IdleWarning />
      </GatehouseProvider>,
    );
    await pass(HOUR);
    expect(warning()).toBeNull();
    expect(globalThis.fetch).not.toHaveBeenCalled();
  });
});
