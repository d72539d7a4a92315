import { paths } from '@gatehouse/auth-core';
import { Link } from '../../ui/link.tsx';
import { addressWords } from '../../words/addresses.ts';
import { LinkPage } from './link-page.tsx';

export function VerifyEmailPage() {
  return (
    <LinkPage
      words={addressWords.verify}
      use={(recovery, token) => recovery.verifyAddress(token)}
      next={<Link href={paths.home}>{addressWords.verify.next}</Link>}
      elsewhere={<Link href={paths.settingsProfile}>{addressWords.settings}</Link>}
    />
  );
}
