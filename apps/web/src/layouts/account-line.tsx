import { useCurrentUser } from '@gatehouse/client-sdk/react';
import { layoutWords } from '../words/layout.ts';
import { LogOutForm } from './log-out-form.tsx';

/** Says on every page which account is in use, and ends it in one step. */
export function AccountLine() {
  const user = useCurrentUser();
  if (!user) return null;
  return (
    <>
      <span>{layoutWords.footer.loggedInAs(user.email)}</span>
      <LogOutForm className="link-button" />
    </>
  );
}
