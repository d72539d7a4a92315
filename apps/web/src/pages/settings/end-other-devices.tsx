import { useClient } from '@gatehouse/client-sdk/react';
import { settingsWords } from '../../words/settings.ts';
import { ConfirmedAction } from '../actions/confirmed-action.tsx';
import { useNextStep } from '../navigation/use-next-step.ts';

const words = settingsWords.devices;

export function EndOtherDevices({ count }: { count: number }) {
  const client = useClient();
  const { stay } = useNextStep();

  return (
    <ConfirmedAction
      label={words.endOthers}
      words={{ ...words.confirm, title: words.confirm.title(count) }}
      act={() => client.account.endOtherSessions()}
      onDone={stay}
    />
  );
}
