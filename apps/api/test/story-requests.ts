import type { Counter, Flash } from '@gatehouse/auth-core';
import { type Act, isMoved, note } from './story-act.ts';

export const newPassword = 'eleven kites above the orchard';

let quantities = 0;

/** What people do while they are logged in, and what follows from the answer. */
export const requests = {
  read: async (stage, occasion) => {
    await stage.ask(occasion, { method: 'GET', path: '/api/session' });
  },

  count: async (stage, occasion) => {
    const { session, body } = await stage.ask(occasion, { method: 'POST', path: '/api/counter' });
    const { count } = body as Counter;
    if (session && count !== null) session.counts.push(count);
  },

  fillCart: async (stage, occasion) => {
    quantities = (quantities % 99) + 1;
    const quantity = quantities;
    const body = { lines: [{ slug: 'shortbread', quantity }] };
    const answer = await stage.ask(occasion, { method: 'PUT', path: '/api/shop/cart', body });
    if (answer.status !== 200) return;
    // An answer with a new session was given to a visitor.
    if (answer.session && !isMoved(answer)) note(answer, 'carts', quantity);
    else stage.ledger.laidAside.push(quantity);
  },

  placeOrder: async (stage, occasion) => {
    const { username: name } = stage.person;
    const address = {
      name,
      street: 'Quay 1',
      city: 'Hull',
      state: 'NY',
      zip: '10001',
      country: 'US',
    };
    const body = { lines: [{ slug: 'shortbread', quantity: 1 }], address };
    const answer = await stage.ask(occasion, { method: 'POST', path: '/api/shop/orders', body });
    if (answer.status !== 201) return;
    note(answer, 'carts', null);
    note(answer, 'left', 'order_placed');
  },

  writeMessage: async (stage, occasion) => {
    const body = { content: `from ${occasion.actor}` };
    const answer = await stage.ask(occasion, { method: 'POST', path: '/api/messages', body });
    if (answer.status === 201) note(answer, 'left', 'message_created');
  },

  editProfile: async (stage, occasion) => {
    const path = `/api/users/${stage.person.id}`;
    const body = { name: `Named by ${occasion.actor}` };
    const answer = await stage.ask(occasion, { method: 'PATCH', path, body });
    if (answer.status === 200) note(answer, 'left', 'user_updated');
  },

  takeFlash: async (stage, occasion) => {
    const answer = await stage.ask(occasion, { method: 'DELETE', path: '/api/session/flash' });
    if (answer.status !== 200) return;
    answer.session?.taken.push(...(answer.body as Flash[]).map(({ code }) => code));
  },
} satisfies Record<string, Act>;

/** What gives a session a new token. */
export const renewals = {
  confirm: async ({ ask, person, ledger }, occasion) => {
    const body = { password: person.password };
    const path = '/api/session/confirmation';
    const answer = await ask(occasion, { method: 'POST', path, body, isRenewal: true });
    if (answer.status !== 200 || !answer.session) return;
    ledger.replace(answer.sent, `${occasion.actor} confirmed`);
    ledger.goOn(answer.session, answer.given);
  },

  changePassword: async ({ ask, person, ledger }, occasion) => {
    const body = {
      currentPassword: person.password,
      password: newPassword,
      passwordConfirmation: newPassword,
    };
    const path = '/api/account/password';
    const answer = await ask(occasion, { method: 'PUT', path, body, isRenewal: true });
    if (answer.status !== 200 || !answer.session) return;
    const reason = `${occasion.actor} changed the password`;
    ledger.replace(answer.sent, reason);
    ledger.goOn(answer.session, answer.given);
    ledger.endOthers(answer.session, reason);
    note(answer, 'left', 'password_changed');
  },
} satisfies Record<string, Act>;
