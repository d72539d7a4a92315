import type { User } from '@gatehouse/auth-core';
import { describe, expect, it } from '@jest/globals';
import { profileChange } from '../../src/pages/users/profile-change.ts';

const ana: User = {
  id: '1',
  username: 'ana',
  email: 'ana@example.com',
  emailVerified: true,
  name: 'Ana',
  avatarUrl: 'https://example.com/ana.png',
  role: 'member',
  createdAt: '2026-01-01T00:00:00.000Z',
};
const typed = (changes: Partial<Record<string, string>>) => (name: string) =>
  ({ ...ana, avatarUrl: ana.avatarUrl ?? '', ...changes })[name as 'name'] ?? '';

describe('a profile change', () => {
  it('is empty when nothing was typed anew', () => {
    expect(profileChange(ana, typed({ name: ' Ana ' }))).toEqual({});
  });

  it('holds what was typed anew, and nothing else', () => {
    expect(profileChange(ana, typed({ email: 'ana@example.org' }))).toEqual({
      email: 'ana@example.org',
    });
  });

  it('takes an emptied picture away', () => {
    expect(profileChange(ana, typed({ avatarUrl: '' }))).toEqual({ avatarUrl: null });
  });
});
