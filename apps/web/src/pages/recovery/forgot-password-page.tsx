import { EMPTY_IDENTIFIER, paths } from '@gatehouse/auth-core';
import { useClient } from '@gatehouse/client-sdk/react';
import { recoveryOf } from '@gatehouse/client-sdk/recovery';
import { type SubmitEvent, useState } from 'react';
import { hasMail } from '../../lib/has-mail.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { recoveryWords } from '../../words/recovery.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { fieldFailure } from '../actions/failure.ts';
import { formText } from '../actions/form-text.ts';
import { useAction } from '../actions/use-action.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { LinkSent } from './link-sent.tsx';

const words = recoveryWords.forgot;

export function ForgotPasswordPage() {
  const [isSent, setSent] = useState(false);
  usePageTitle(words.title);

  if (isSent) return <LinkSent onAgain={() => setSent(false)} />;
  return (
    <>
      <PageHeader title={words.title} />
      {hasMail() ? (
        <RequestForm onSent={() => setSent(true)} />
      ) : (
        <Notice level="info">{words.noMail}</Notice>
      )}
      <p>
        <a href={paths.login}>{words.logIn}</a>
      </p>
    </>
  );
}

function RequestForm({ onSent }: { onSent: () => void }) {
  const client = useClient();
  const asking = useAction(
    (identifier: string) => recoveryOf(client).requestPasswordReset(identifier),
    onSent,
  );

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const identifier = formText(event.currentTarget)('identifier');
    if (identifier.trim()) void asking.run(identifier);
    else asking.fail(fieldFailure({ identifier: [EMPTY_IDENTIFIER] }));
  };

  return (
    <form className="form" method="post" noValidate onSubmit={submit}>
      <p className="lead">{words.lead}</p>
      <ActionErrors title={words.problem} failure={asking.failure} />
      <Field
        label={words.identifier}
        name="identifier"
        errors={asking.failure?.fields['identifier']}
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="send"
        dir="ltr"
      />
      <p>
        <Button
          type="submit"
          isBusy={asking.isBusy}
          busyLabel={words.sending}
          aria-disabled={asking.mustWait}
        >
          {words.submit}
        </Button>
      </p>
    </form>
  );
}
