import { paths } from '@gatehouse/auth-core';
import { useCurrentUser } from '@gatehouse/client-sdk/react';
import { useState, useSyncExternalStore } from 'react';
import { hasMail } from '../../lib/has-mail.ts';
import { mailedToken } from '../../lib/mailed-token.ts';
import { Link } from '../../ui/link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { recoveryWords } from '../../words/recovery.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { NewPasswordForm } from './new-password-form.tsx';

const words = recoveryWords.reset;

/** Opening it changes nothing: what a link is good for is asked when a password is chosen. */
export function ResetPasswordPage() {
  const token = useSyncExternalStore(mailedToken.subscribe, mailedToken.get);
  const [refused, setRefused] = useState<string>();
  usePageTitle(words.title);

  if (token === '') return <WithoutLink />;
  if (token === refused) return <LinkIsOver />;
  return <NewPassword token={token} onRefused={() => setRefused(token)} />;
}

function NewPassword(props: { token: string; onRefused: () => void }) {
  const user = useCurrentUser();
  return (
    <>
      <PageHeader title={words.title} />
      <p className="lead">{words.lead}</p>
      {user && <Notice level="info">{words.loggedIn(user.username)}</Notice>}
      <NewPasswordForm key={props.token} {...props} />
    </>
  );
}

function WithoutLink() {
  return (
    <>
      <PageHeader title={words.title} />
      <Notice level="info">{words.withoutLink}</Notice>
      <NewLink />
    </>
  );
}

function LinkIsOver() {
  return (
    <>
      <PageHeader title={words.overTitle} />
      <Notice level="warning">{words.over}</Notice>
      <NewLink />
    </>
  );
}

function NewLink() {
  if (!hasMail()) return <p>{recoveryWords.forgot.noMail}</p>;
  return (
    <p>
      <Link className="button" data-variant="primary" href={paths.forgotPassword}>
        {words.askAgain}
      </Link>
    </p>
  );
}
