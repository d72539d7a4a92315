import type { Change } from './announcements.ts';

/** Asks every process to say that it has heard what was said before. */
export interface Fence {
  readonly type: 'fence';
  readonly nonce: string;
}

export interface Acknowledgement {
  readonly type: 'acknowledgement';
  readonly nonce: string;
  readonly process: string;
}

export type Payload = Change | Fence | Acknowledgement;

/** The channel that the triggers speak on. */
export const CHANNEL = 'gatehouse';

export function fencePayload(nonce: string): string {
  return `f:${nonce}`;
}

export function acknowledgementPayload(nonce: string, process: string): string {
  return `a:${nonce}:${process}`;
}

/** What cannot be read was said by another release: it may be anything, so nothing known is trusted. */
export function parsePayload(text: string): Payload {
  const kind = text.slice(0, 2);
  const rest = text.slice(2);
  switch (kind) {
    case 's:':
      return { type: 'session', id: rest, isOver: false };
    case 'e:':
      return { type: 'session', id: rest, isOver: true };
    case 'u:':
      return { type: 'user', id: rest };
    case 'f:':
      return { type: 'fence', nonce: rest };
    case 'a:': {
      const [nonce = '', process = ''] = rest.split(':');
      return { type: 'acknowledgement', nonce, process };
    }
    default:
      return { type: 'everything' };
  }
}
