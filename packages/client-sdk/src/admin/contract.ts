export type {
  AccountEvent,
  AccountSort,
  AccountState,
  AdminUser,
  AdminUserQuery,
  SortDirection,
  Suspension,
} from '@gatehouse/auth-core';
