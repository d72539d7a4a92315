import type { RecoveryResource } from '@gatehouse/client-sdk/recovery';
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { mailedToken } from '../../lib/mailed-token.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { addressWords } from '../../words/addresses.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { LinkForm } from './link-form.tsx';

type LinkWords = (typeof addressWords)['verify' | 'confirm' | 'finish'];

export interface LinkPageProps {
  words: LinkWords;
  use: (recovery: RecoveryResource, token: string, password: string) => Promise<void>;
  /** Where somebody goes on when it is done. */
  next: ReactNode;
  /** Where somebody gets a link that is good for something. */
  elsewhere: ReactNode;
}

/** What a mailed link leads to. Opening it changes nothing: it says what will happen, and a button does it. */
export function LinkPage({ words, use, next, elsewhere }: LinkPageProps) {
  const token = useSyncExternalStore(mailedToken.subscribe, mailedToken.get);
  const [refused, setRefused] = useState<string>();
  const [used, setUsed] = useState<string>();
  usePageTitle(words.title);

  if (token === '')
    return (
      <Told title={words.title} level="info" text={addressWords.withoutLink}>
        {elsewhere}
      </Told>
    );
  if (token === used)
    return (
      <Told title={words.doneTitle} level="success" text={words.done}>
        {next}
      </Told>
    );
  if (token === refused)
    return (
      <Told title={addressWords.overTitle} level="warning" text={words.over}>
        {elsewhere}
      </Told>
    );
  return (
    <>
      <PageHeader title={words.title} />
      <p className="lead">{words.lead}</p>
      <LinkForm
        key={token}
        words={words}
        act={(recovery, password) => use(recovery, token, password)}
        onDone={() => setUsed(token)}
        onRefused={() => setRefused(token)}
      />
    </>
  );
}

interface ToldProps {
  title: string;
  level: 'success' | 'info' | 'warning';
  text: string;
  children: ReactNode;
}

function Told({ title, level, text, children }: ToldProps) {
  return (
    <>
      <PageHeader title={title} />
      <Notice level={level}>{text}</Notice>
      <p className="row">{children}</p>
    </>
  );
}
