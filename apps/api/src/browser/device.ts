import type { Device } from '@gatehouse/auth-core';
import Bowser from 'bowser';

// Reading a user agent takes far longer than looking it up; few different ones are in use at a time.
const REMEMBERED = 500;
const USER_AGENT_MAX = 512;
const NAME_MAX = 40;

const known = new Map<string, Device>();

/** What a user agent says of itself, in a few words that people recognise. */
export function deviceOf(userAgent: string | undefined): Device {
  const agent = (userAgent ?? '').slice(0, USER_AGENT_MAX);
  const remembered = known.get(agent);
  if (remembered) return remembered;

  const device = read(agent);
  if (known.size >= REMEMBERED) known.clear();
  known.set(agent, device);
  return device;
}

export function isSameDevice(one: Device, other: Device): boolean {
  return one.browser === other.browser && one.os === other.os && one.kind === other.kind;
}

function read(agent: string): Device {
  if (agent === '') return { browser: 'Unknown', os: 'Unknown', kind: 'unknown' };
  const { browser, os, platform } = Bowser.parse(agent);
  return {
    browser: name(browser.name) ?? name(agent.split(/[\s/]/)[0]) ?? 'Unknown',
    os: name(os.name) ?? 'Unknown',
    kind: kindOf(platform.type),
  };
}

function name(text: string | undefined): string | undefined {
  return text?.replace(/[^\p{L}\p{N} ._-]/gu, '').slice(0, NAME_MAX) || undefined;
}

function kindOf(type: string | undefined): Device['kind'] {
  return type === 'desktop' || type === 'mobile' || type === 'tablet' || type === 'bot'
    ? type
    : 'unknown';
}
