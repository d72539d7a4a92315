import { accountStates, paths, roles } from '@gatehouse/auth-core';
import { useNavigate } from '@tanstack/react-router';
import { Select } from '../../ui/select.tsx';
import { adminWords } from '../../words/admin.ts';
import { roleWords } from '../../words/users.ts';
import { stringifySearchText } from '../navigation/search-text.ts';
import { UserSearch } from '../users/user-search.tsx';
import { type AccountSearch, accountSearch, changed } from './account-search.ts';

const words = adminWords.filters;
const roleOptions = [
  { value: '', label: words.anyRole },
  ...roles.map((role) => ({ value: role, label: roleWords[role] })),
];
const stateOptions = [
  { value: '', label: words.anyState },
  ...accountStates.map((state) => ({ value: state, label: adminWords.states[state] })),
];

/** Who is shown: in the address, so that it can be shared and gone back to. */
export function AccountFilters({ search }: { search: AccountSearch }) {
  const navigate = useNavigate();
  const { search: text, ...kept } = changed(search, {});

  const filter = (name: 'role' | 'state', value: string) => {
    const { [name]: _, ...rest } = changed(search, {});
    const next = { ...rest, ...accountSearch({ [name]: value }) };
    void navigate({ href: paths.admin + stringifySearchText(next), resetScroll: false });
  };

  return (
    <div className="filters">
      <UserSearch path={paths.admin} search={text} kept={kept} label={words.search} />
      <Select
        label={words.role}
        name="role"
        options={roleOptions}
        value={search.role ?? ''}
        onChange={(event) => filter('role', event.currentTarget.value)}
      />
      <Select
        label={words.state}
        name="state"
        options={stateOptions}
        value={search.state ?? ''}
        onChange={(event) => filter('state', event.currentTarget.value)}
      />
    </div>
  );
}
