import type { Ask } from '../wire.ts';

interface Holder {
  readonly cookie: string;
  readonly userId: string;
  readonly index: number;
}

/** One kind of request that is measured. */
export interface Kind {
  readonly name: string;
  ask(holder: Holder): Ask;
}

const path = '/api/session';

export const cold: Kind = {
  name: 'GET /api/session, first read',
  ask: ({ cookie }) => ({ path, cookie }),
};

export const warm: Kind = { ...cold, name: 'GET /api/session, warm' };

const withoutCookie: Kind = {
  name: 'GET /api/session, no cookie',
  ask: () => ({ path }),
};

const malformed: Kind = {
  name: 'GET /api/session, malformed cookie',
  ask: ({ cookie }) => ({ path, cookie: cookie.slice(0, -5) }),
};

export const withOtherSecret: Kind = {
  name: 'GET /api/session, secret changed',
  ask: ({ cookie }) => ({ path, cookie: changed(cookie, cookie.length - 1) }),
};

export const withOtherId: Kind = {
  name: 'GET /api/session, id changed',
  ask: ({ cookie }) => ({ path, cookie: changed(cookie, cookie.indexOf('=') + 1) }),
};

export const update: Kind = {
  name: 'PATCH /api/users/:id, own name',
  ask: ({ cookie, userId, index }) => ({
    method: 'PATCH',
    path: `/api/users/${userId}`,
    cookie,
    body: { name: `Person ${index}` },
  }),
};

/** In this order a session is read for the first time before it is read again. */
export const kinds: readonly Kind[] = [
  cold,
  warm,
  withoutCookie,
  malformed,
  withOtherSecret,
  withOtherId,
  update,
];

export const refused = [withoutCookie, malformed, withOtherSecret, withOtherId];

/** Another character of the same alphabet. */
function changed(cookie: string, place: number): string {
  const other = cookie[place] === 'A' ? 'B' : 'A';
  return `${cookie.slice(0, place)}${other}${cookie.slice(place + 1)}`;
}
