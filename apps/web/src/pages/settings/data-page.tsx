import { accountOf } from '@gatehouse/client-sdk/account';
import { useClient } from '@gatehouse/client-sdk/react';
import { accountWords } from '../../words/account.ts';
import { ConfirmedAction } from '../actions/confirmed-action.tsx';
import { saveFile } from './save-file.ts';
import { SettingsPage } from './settings-page.tsx';

const words = accountWords.data;

export function DataPage() {
  const client = useClient();
  const download = async () =>
    saveFile(words.file, JSON.stringify(await accountOf(client).data(), null, 2));

  return (
    <SettingsPage title={words.title} lead={words.lead}>
      <p>{words.text}</p>
      <ConfirmedAction
        label={words.download}
        variant="quiet"
        words={{ ...words.confirm, problem: words.problem }}
        act={download}
        onDone={() => undefined}
      />
    </SettingsPage>
  );
}
