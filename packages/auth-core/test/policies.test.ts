import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Actor,
  AppError,
  authorize,
  canActFor,
  canAdminister,
  canChangeRole,
  canDeleteMessage,
  canDeleteUser,
  canEditMessage,
  canEditUser,
  canEndSessions,
  canListUsers,
  canPlaceOrder,
  canSuspend,
  canViewOrder,
  canViewPrivateProfile,
  canWriteMessage,
} from '../src/index.ts';

const member: Actor = { id: 'member', role: 'member' };
const admin: Actor = { id: 'admin', role: 'admin' };
const other = { id: 'other' };

const aboutOthers = { canChangeRole, canSuspend, canEndSessions };
const aboutPeople = { canViewPrivateProfile, canEditUser, canDeleteUser, ...aboutOthers };
const aboutMessages = { canEditMessage, canDeleteMessage };
const alone = { canListUsers, canAdminister, canWriteMessage, canPlaceOrder };

/** Every policy, asked about what belongs to `owner`. */
function answers(actor: Actor, owner: string): Record<string, boolean> {
  const asked = [
    ...Object.entries(alone).map(([name, policy]) => [name, policy(actor)]),
    ...Object.entries(aboutPeople).map(([name, policy]) => [name, policy(actor, { id: owner })]),
    ...Object.entries(aboutMessages).map(([name, policy]) => [
      name,
      policy(actor, { author: { id: owner } }),
    ]),
    ['canViewOrder', canViewOrder(actor, { userId: owner })],
  ];
  return Object.fromEntries(asked);
}

describe('policies', () => {
  it.each([
    {
      who: 'a member about their own',
      given: answers(member, member.id),
      allowed: [
        'canListUsers',
        'canWriteMessage',
        'canPlaceOrder',
        'canViewPrivateProfile',
        'canEditUser',
        'canDeleteUser',
        'canEditMessage',
        'canDeleteMessage',
        'canViewOrder',
      ],
    },
    {
      who: "a member about somebody else's",
      given: answers(member, other.id),
      allowed: ['canListUsers', 'canWriteMessage', 'canPlaceOrder'],
    },
    {
      who: 'an admin about their own',
      given: answers(admin, admin.id),
      allowed: [
        'canListUsers',
        'canAdminister',
        'canWriteMessage',
        'canPlaceOrder',
        'canViewPrivateProfile',
        'canEditUser',
        'canDeleteUser',
        'canEditMessage',
        'canDeleteMessage',
        'canViewOrder',
      ],
    },
    {
      who: "an admin about somebody else's",
      given: answers(admin, other.id),
      allowed: [
        'canListUsers',
        'canAdminister',
        'canWriteMessage',
        'canPlaceOrder',
        'canViewPrivateProfile',
        'canEditUser',
        'canDeleteUser',
        'canChangeRole',
        'canSuspend',
        'canEndSessions',
        'canDeleteMessage',
      ],
    },
  ])('allow $who exactly what is listed [ASK-030]', ({ given, allowed }) => {
    expect(Object.keys(given).filter((name) => given[name])).toEqual(allowed);
  });

  const noIds = [undefined, null, '', 0, 1, NaN, true, {}, [], Symbol.iterator];

  it.each(noIds)('allow nothing to somebody whose id is %p [S-130] [FL-125]', (id) => {
    for (const role of ['member', 'admin']) {
      const nobody = { id, role } as unknown as Actor;
      expect(Object.values(answers(nobody, id as string))).not.toContain(true);
      expect(Object.values(answers(nobody, other.id))).not.toContain(true);
    }
  });

  it.each(noIds)('give nobody what belongs to %p [S-130]', (id) => {
    const given = answers(member, id as string);
    expect(Object.keys(given).filter((name) => given[name])).toEqual(
      Object.keys(alone).filter((name) => name !== 'canAdminister'),
    );
  });

  it.each(noIds)('let no admin change the role of %p, or suspend it', (id) => {
    for (const policy of Object.values(aboutOthers))
      expect(policy(admin, { id: id as string })).toBe(false);
  });

  it('let admins act for members, and nobody for anybody else [ASK-047]', () => {
    const people = [member, { ...member, id: 'other' }, admin, { ...admin, id: 'other' }];
    const table = (actor: Actor) => people.map((person) => canActFor(actor, person));
    expect(table(admin)).toEqual([true, true, false, false]);
    expect(table(member)).toEqual([false, false, false, false]);
    expect(table({ id: '', role: 'admin' })).toEqual([false, false, false, false]);
    for (const id of noIds)
      expect(canActFor(admin, { id: id as string, role: 'member' })).toBe(false);
  });

  it('do not take a number for a text that looks like it [S-129]', () => {
    const one: Actor = { id: '1', role: 'member' };
    for (const id of [1, '01', '1.0', '1abc', ' 1', '%31', ['1']])
      expect(canEditUser(one, { id: id as string })).toBe(false);
    expect(canEditUser(one, { id: '1' })).toBe(true);
  });

  it('know one admin role, spelt exactly', () => {
    for (const role of ['Admin', 'ADMIN', 'admin ', 'root', '', undefined, true, ['admin']])
      expect(canAdminister({ id: 'a', role } as unknown as Actor)).toBe(false);
  });

  it('are the same for any two members [AZ-08]', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (id, owner) => {
        const actor: Actor = { id, role: 'member' };
        expect(canEditUser(actor, { id: owner })).toBe(id === owner);
        expect(canEditMessage(actor, { author: { id: owner } })).toBe(id === owner);
        expect(canViewOrder(actor, { userId: owner })).toBe(id === owner);
      }),
    );
  });

  it('leave an order without an owner to nobody', () => {
    expect(canViewOrder(member, { userId: null })).toBe(false);
    expect(canViewOrder(admin, { userId: null })).toBe(false);
  });
});

describe('authorize', () => {
  const refusal = (work: () => void): unknown => {
    try {
      work();
    } catch (error) {
      return error;
    }
    return undefined;
  };

  it('asks a visitor to log in, whatever the policy says [S-130] [FL-127]', () => {
    const error = refusal(() => authorize(() => true, null, undefined));
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'unauthenticated', status: 401 });
  });

  it('refuses what the policy refuses, and says who may', () => {
    const error = refusal(() => authorize(canEditUser, member, other));
    expect(error).toMatchObject({ code: 'forbidden', status: 403, detail: canEditUser.reason });
    expect(refusal(() => authorize(() => false, member, other))).toMatchObject({
      code: 'forbidden',
      detail: 'Not Authorized',
    });
  });

  it('lets pass what the policy allows', () => {
    expect(refusal(() => authorize(canEditUser, member, member))).toBeUndefined();
    expect(refusal(() => authorize(canListUsers, member, undefined))).toBeUndefined();
  });
});
