export type { AccountDeletion, AccountEvent } from '@gatehouse/auth-core';

/** What is kept of a person, by the name of its part. */
export type PersonalData = Readonly<Record<string, unknown>>;
