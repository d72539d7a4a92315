import { getRouteApi } from '@tanstack/react-router';
import { settingsWords } from '../../words/settings.ts';
import { usePageUser } from '../access/use-page-user.ts';
import { OwnAddress } from '../addresses/own-address.tsx';
import { routeId } from '../navigation/page-path.ts';
import { useNextStep } from '../navigation/use-next-step.ts';
import { ProfileForm } from '../users/profile-form.tsx';
import { SettingsPage } from './settings-page.tsx';

const route = getRouteApi(routeId('settingsProfile'));

export function ProfilePage() {
  const user = usePageUser();
  const waiting = route.useLoaderData();
  const { stay } = useNextStep();

  return (
    <SettingsPage {...settingsWords.profile}>
      <OwnAddress user={user} waiting={waiting} />
      {/* Anew when an address was asked for or is not wanted any more: the field shows what counts. */}
      <ProfileForm key={waiting} user={user} onSaved={stay} />
    </SettingsPage>
  );
}
