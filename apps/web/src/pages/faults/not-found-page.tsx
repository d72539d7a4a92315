import { paths } from '@gatehouse/auth-core';
import { Link } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { faultWords } from '../../words/faults.ts';
import { usePageTitle } from '../navigation/page-title.ts';

const { notFound } = faultWords;

export function NotFoundPage() {
  usePageTitle(notFound.title);
  return (
    <>
      <PageHeader title={notFound.title} />
      <p>{notFound.text}</p>
      <p>
        <Link href={paths.home}>{notFound.home}</Link>
      </p>
    </>
  );
}
