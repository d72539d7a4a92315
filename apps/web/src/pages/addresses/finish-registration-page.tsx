import { paths } from '@gatehouse/auth-core';
import { addressWords } from '../../words/addresses.ts';
import { LinkPage } from './link-page.tsx';

export function FinishRegistrationPage() {
  return (
    <LinkPage
      words={addressWords.finish}
      use={(recovery, token, password) => recovery.finishRegistration({ token, password })}
      next={<a href={paths.login}>{addressWords.finish.next}</a>}
      elsewhere={
        <>
          <a href={paths.register}>{addressWords.register}</a>
          <a href={paths.login}>{addressWords.logIn}</a>
        </>
      }
    />
  );
}
