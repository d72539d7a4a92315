import { createContext, use } from 'react';

/** True once the password is confirmed, false when the person cancels. */
export type AskForPassword = () => Promise<boolean>;

export const AskForPasswordContext = createContext<AskForPassword>(() => Promise.resolve(false));

export function useAskForPassword(): AskForPassword {
  return use(AskForPasswordContext);
}
