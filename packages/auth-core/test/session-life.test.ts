import { describe, expect, it } from '@jest/globals';
import {
  isAlive,
  isFresh,
  isIdle,
  isOutlived,
  lifetimesOf,
  needsRotation,
  type SessionLife,
} from '../src/index.ts';

const start = Date.UTC(2026, 0, 1);
const at = (milliseconds: number) => new Date(start + milliseconds);

const lifetimes = {
  idle: 300,
  absolute: 1000,
  rememberIdle: 3000,
  rememberAbsolute: 10_000,
  admin: { idle: 30, absolute: 100, rememberIdle: 400, rememberAbsolute: 500 },
  fresh: 100,
  rotation: 150,
};

const session: SessionLife = {
  idleExpiresAt: at(300),
  expiresAt: at(1000),
  freshUntil: at(100),
  rotatedAt: at(0),
};

/** What is true of a session at a time. */
function facts(life: SessionLife, now: Date) {
  return {
    alive: isAlive(life, now),
    idle: isIdle(life, now),
    outlived: isOutlived(life, now),
    fresh: isFresh(life, now),
    rotation: needsRotation(life, now, lifetimes),
  };
}

describe('the life of a session', () => {
  it.each([
    { now: 0, alive: true, idle: false, outlived: false, fresh: true, rotation: false },
    { now: 99, alive: true, idle: false, outlived: false, fresh: true, rotation: false },
    { now: 100, alive: true, idle: false, outlived: false, fresh: false, rotation: false },
    { now: 149, alive: true, idle: false, outlived: false, fresh: false, rotation: false },
    { now: 150, alive: true, idle: false, outlived: false, fresh: false, rotation: true },
    { now: 299, alive: true, idle: false, outlived: false, fresh: false, rotation: true },
    { now: 300, alive: false, idle: true, outlived: false, fresh: false, rotation: false },
    { now: 999, alive: false, idle: true, outlived: false, fresh: false, rotation: false },
    { now: 1000, alive: false, idle: true, outlived: true, fresh: false, rotation: false },
  ])(
    'at $now ms: alive $alive, fresh $fresh, due for a new secret $rotation',
    ({ now, ...expected }) => {
      expect(facts(session, at(now))).toEqual(expected);
    },
  );

  it('has an absolute limit that no use extends', () => {
    const used = { ...session, idleExpiresAt: at(5000), rotatedAt: at(990) };
    expect(isAlive(used, at(999))).toBe(true);
    expect(facts(used, at(1000))).toMatchObject({ alive: false, idle: false, outlived: true });
  });

  it('is not fresh without a credential, nor after its end', () => {
    expect(isFresh({ ...session, freshUntil: null }, at(0))).toBe(false);
    expect(isFresh({ ...session, freshUntil: at(9000) }, at(299))).toBe(true);
    expect(isFresh({ ...session, freshUntil: at(9000) }, at(300))).toBe(false);
    expect(isFresh({ ...session, idleExpiresAt: at(9000), freshUntil: at(9000) }, at(1000))).toBe(
      false,
    );
  });

  it('keeps its secret while the clock stands behind the last renewal', () => {
    expect(needsRotation({ ...session, rotatedAt: at(200) }, at(100), lifetimes)).toBe(false);
  });

  it.each(['idleExpiresAt', 'expiresAt'] as const)('is over where %s is no date', (field) => {
    const broken = { ...session, [field]: new Date(Number.NaN) };
    expect(facts(broken, at(0))).toMatchObject({ alive: false, fresh: false, rotation: false });
  });

  it('is over at a time that is no time', () => {
    expect(facts(session, new Date(Number.NaN))).toMatchObject({ alive: false, fresh: false });
  });

  it.each([
    { who: 'a visitor', role: null, remembered: false, idle: 300, absolute: 1000 },
    { who: 'a member', role: 'member', remembered: false, idle: 300, absolute: 1000 },
    { who: 'a remembered member', role: 'member', remembered: true, idle: 3000, absolute: 10_000 },
    { who: 'an admin', role: 'admin', remembered: false, idle: 30, absolute: 100 },
    { who: 'a remembered admin', role: 'admin', remembered: true, idle: 400, absolute: 500 },
  ] as const)('of $who is idle for $idle and lasts $absolute [ASK-040]', (row) => {
    const { role, remembered, idle, absolute } = row;
    expect(lifetimesOf(remembered, lifetimes, role)).toEqual({ idle, absolute });
  });
});
