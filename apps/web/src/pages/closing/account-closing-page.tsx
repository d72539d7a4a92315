import { paths } from '@gatehouse/auth-core';
import { accountOf } from '@gatehouse/client-sdk/account';
import { useClient } from '@gatehouse/client-sdk/react';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from '../../ui/button.tsx';
import { Link } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Time } from '../../ui/time.tsx';
import { accountWords } from '../../words/account.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { useAction } from '../actions/use-action.ts';
import { routeId } from '../navigation/page-path.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { useNextStep } from '../navigation/use-next-step.ts';
import { Points } from '../settings/points.tsx';

const route = getRouteApi(routeId('accountClosing'));
const words = accountWords.closing;

/** Where somebody lands who logs in to an account that waits for its end. */
export function AccountClosingPage() {
  const client = useClient();
  const deletion = route.useLoaderData();
  const { go } = useNextStep();
  const keeping = useAction(
    () => accountOf(client).keep(),
    () => go(paths.welcome),
  );
  usePageTitle(words.title);

  return (
    <>
      <PageHeader title={words.title} />
      <p className="lead">{words.lead}</p>
      {deletion.dueAt && (
        <p>
          {words.deletedOn}{' '}
          <strong>
            <Time iso={deletion.dueAt} />
          </strong>
          :
        </p>
      )}
      <Points points={accountWords.remove.deleted(deletion)} />
      <ActionErrors title={words.problem} failure={keeping.failure} />
      <p className="row">
        <Button
          isBusy={keeping.isBusy}
          busyLabel={words.keeping}
          onClick={() => void keeping.run(undefined)}
        >
          {words.keep}
        </Button>
        <Link href={paths.logout}>{words.leave}</Link>
      </p>
    </>
  );
}
