import { flash, returnPath } from '@gatehouse/auth-core';
import { useClient } from '@gatehouse/client-sdk/react';
import { getRouteApi } from '@tanstack/react-router';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { accessWords } from '../../words/access.ts';
import { ConfirmationForm } from '../actions/confirmation-form.tsx';
import { routeId } from '../navigation/page-path.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { useNextStep } from '../navigation/use-next-step.ts';

const route = getRouteApi(routeId('confirm'));
const words = accessWords.confirm;

/** Where a page sends people whose last proof of a password is too old. */
export function ConfirmPage() {
  const { next } = route.useSearch();
  const messages = useClient().flash;
  const { go } = useNextStep();
  usePageTitle(words.title);

  const goOn = async () => {
    await go(returnPath(next));
    messages.push(flash('reauthenticated'));
  };

  return (
    <>
      <PageHeader title={words.title} />
      <Notice level="info">{flash('reauthentication_required').text}</Notice>
      <p className="lead">{words.lead}</p>
      <ConfirmationForm onConfirmed={goOn} />
    </>
  );
}
