import { settingsWords } from '../../words/settings.ts';
import { usePageUser } from '../access/use-page-user.ts';
import { useNextStep } from '../navigation/use-next-step.ts';
import { ProfileForm } from '../users/profile-form.tsx';
import { SettingsPage } from './settings-page.tsx';

export function ProfilePage() {
  const user = usePageUser();
  const { stay } = useNextStep();

  return (
    <SettingsPage {...settingsWords.profile}>
      <ProfileForm user={user} onSaved={stay} />
    </SettingsPage>
  );
}
