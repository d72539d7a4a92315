export { accountOf } from './account-of.ts';
export type { AccountDeletion, AccountEvent, PersonalData } from './contract.ts';
