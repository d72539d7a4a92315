import { endings } from './story-endings.ts';
import { renewals, requests } from './story-requests.ts';
import { statements } from './story-statements.ts';

export const acts = { ...requests, ...renewals, ...endings, ...statements };

export type ActName = keyof typeof acts;

/** How often each is chosen. */
export const weights: Record<ActName, number> = {
  read: 4,
  count: 4,
  fillCart: 2,
  placeOrder: 1,
  writeMessage: 3,
  editProfile: 2,
  takeFlash: 4,
  confirm: 3,
  changePassword: 2,
  logOut: 3,
  revoke: 3,
  revokeOthers: 1,
  deleteAccount: 1,
  logIn: 2,
  logInElsewhere: 2,
  suspend: 1,
  expire: 2,
  makeRotationDue: 3,
  writeLastSeen: 2,
};
