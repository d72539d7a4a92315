import { paths } from '@gatehouse/auth-core';
import { Link } from '../../ui/link.tsx';
import { addressWords } from '../../words/addresses.ts';
import { LinkPage } from './link-page.tsx';

export function ConfirmEmailPage() {
  return (
    <LinkPage
      words={addressWords.confirm}
      use={(recovery, token) => recovery.confirmAddress(token)}
      next={<Link href={paths.home}>{addressWords.confirm.next}</Link>}
      elsewhere={<Link href={paths.settingsProfile}>{addressWords.settings}</Link>}
    />
  );
}
