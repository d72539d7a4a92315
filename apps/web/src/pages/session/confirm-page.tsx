import { returnPath } from '@gatehouse/auth-core';
import { getRouteApi } from '@tanstack/react-router';
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
  const { go } = useNextStep();
  usePageTitle(words.title);

  return (
    <>
      <PageHeader title={words.title} />
      <p className="lead">{words.lead}</p>
      <ConfirmationForm onConfirmed={() => go(returnPath(next))} />
    </>
  );
}
