import { type PageName, paths } from '@gatehouse/auth-core';
import type { ReactNode } from 'react';
import { Link } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { accountWords } from '../../words/account.ts';
import { settingsWords as words } from '../../words/settings.ts';
import { usePageTitle } from '../navigation/page-title.ts';

const parts: readonly { page: PageName; label: string }[] = [
  { page: 'settingsProfile', label: words.profile.title },
  { page: 'settingsPassword', label: words.password.title },
  { page: 'settingsDevices', label: words.devices.title },
  { page: 'settingsActivity', label: accountWords.activity.title },
  { page: 'settingsData', label: accountWords.data.title },
  { page: 'settingsDelete', label: accountWords.remove.title },
];

interface SettingsPageProps {
  title: string;
  lead: string;
  children: ReactNode;
}

/** One part of the settings, beside the list of all parts. */
export function SettingsPage({ title, lead, children }: SettingsPageProps) {
  usePageTitle(title);
  return (
    <div className="settings">
      <nav aria-label={words.parts}>
        <ul className="settings-nav">
          {parts.map(({ page, label }) => (
            <li key={page}>
              <Link href={paths[page]}>{label}</Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="settings-part">
        <PageHeader title={title} />
        <p className="lead">{lead}</p>
        {children}
      </div>
    </div>
  );
}
