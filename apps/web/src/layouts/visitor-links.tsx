import { paths } from '@gatehouse/auth-core';
import { layoutWords } from '../words/layout.ts';

const { logIn, signUp } = layoutWords.visitor;

/** Plain links: the log-in pages are documents of their own. */
export function VisitorLinks() {
  return (
    <>
      <a className="button" data-variant="quiet" href={paths.login}>
        {logIn}
      </a>
      <a className="button" data-variant="secondary" href={paths.register}>
        {signUp}
      </a>
    </>
  );
}
