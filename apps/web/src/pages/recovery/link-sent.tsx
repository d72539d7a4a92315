import { paths } from '@gatehouse/auth-core';
import { useEffect } from 'react';
import { Button } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { recoveryWords } from '../../words/recovery.ts';

const words = recoveryWords.forgot;

/** The same for everybody. What was typed is not shown: it may not be an account at all. */
export function LinkSent({ onAgain }: { onAgain: () => void }) {
  useEffect(() => document.querySelector('h1')?.focus(), []);
  return (
    <>
      <PageHeader title={words.sentTitle} />
      <p className="lead">{words.sent}</p>
      <p>{words.nothing}</p>
      <p className="row">
        <Button variant="secondary" onClick={onAgain}>
          {words.again}
        </Button>
        <a href={paths.login}>{words.logIn}</a>
      </p>
    </>
  );
}
