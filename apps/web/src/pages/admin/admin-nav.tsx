import { type PageName, paths } from '@gatehouse/auth-core';
import { Link } from '../../ui/link.tsx';
import { adminWords } from '../../words/admin.ts';

const parts: readonly { page: PageName; label: string }[] = [
  { page: 'admin', label: adminWords.accounts },
  { page: 'adminDashboard', label: adminWords.dashboard },
  { page: 'adminEvents', label: adminWords.events },
];

/** The pages of the administration, beside each other. */
export function AdminNav() {
  return (
    <nav aria-label={adminWords.parts}>
      <ul className="choices">
        {parts.map(({ page, label }) => (
          <li key={page}>
            <Link href={paths[page]}>{label}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
