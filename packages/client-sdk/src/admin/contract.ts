export type {
  AccountSort,
  AccountState,
  AdminUser,
  AdminUserQuery,
  SortDirection,
  Suspension,
} from '@gatehouse/auth-core';
