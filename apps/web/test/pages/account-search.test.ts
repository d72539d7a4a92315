import { describe, expect, it } from '@jest/globals';
import { accountSearch, changed } from '../../src/pages/admin/account-search.ts';

describe('the address of the list of accounts', () => {
  const typed = {
    search: '007',
    role: 'admin',
    state: 'suspended',
    sort: 'createdAt',
    direction: 'descending',
    cursor: 'abc',
    trail: '-',
  };

  it('says what is asked for', () => {
    expect(accountSearch(typed)).toEqual(typed);
    expect(accountSearch({})).toEqual({});
  });

  it('says nothing that the server would refuse', () => {
    const wrong = { role: 'owner', state: '', sort: 'passwordHash', direction: 'up', other: 'x' };
    expect(accountSearch({ ...wrong, search: '' })).toEqual({});
  });

  it('begins anew where something changes', () => {
    const { cursor: _, trail: __, ...rest } = typed;
    expect(changed(accountSearch(typed), { sort: 'username' })).toEqual({
      ...rest,
      sort: 'username',
    });
  });
});
