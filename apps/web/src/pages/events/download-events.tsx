import { adminOf } from '@gatehouse/client-sdk/admin';
import { useClient } from '@gatehouse/client-sdk/react';
import { Button } from '../../ui/button.tsx';
import { eventLogWords } from '../../words/event-log.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { useAskForPassword } from '../actions/ask-for-password.ts';
import { ActionCancelled } from '../actions/reconfirmation.ts';
import { useAction } from '../actions/use-action.ts';
import { type EventSearch, eventQuery } from './event-search.ts';

const words = eventLogWords.download;

/** What a proof of the password must have left for the download to begin, in milliseconds. */
const AHEAD = 10_000;

/**
 * All events that are filtered, as a file. The browser fetches it itself, so that there may be more than fit into memory; whether
 * the password is needed is asked before.
 */
export function DownloadEvents({ search }: { search: EventSearch }) {
  const client = useClient();
  const askForPassword = useAskForPassword();

  const download = useAction(async () => {
    const { session } = await client.session.current();
    const freshFor = Date.parse(session?.freshUntil ?? '') - client.serverTime();
    if (!(freshFor > AHEAD) && !(await askForPassword())) throw new ActionCancelled();
    const link = document.createElement('a');
    link.href = adminOf(client).dashboard.csvPath(eventQuery(search));
    link.download = '';
    link.click();
  });

  return (
    <div className="account-part">
      <ActionErrors title={words.problem} failure={download.failure} />
      <Button
        variant="secondary"
        isBusy={download.isBusy}
        aria-describedby="download-hint"
        onClick={() => void download.run(undefined)}
      >
        {words.label}
      </Button>
      <p className="quiet" id="download-hint">
        {words.hint}
      </p>
    </div>
  );
}
