import { paths } from '@gatehouse/auth-core';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Link } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { shopWords as words } from '../../words/shop.ts';
import { routeId } from '../navigation/page-path.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { CookieCard } from './cookie-card.tsx';

const route = getRouteApi(routeId('cookies'));

export function CookiesPage() {
  const products = route.useLoaderData();
  usePageTitle(words.title);

  return (
    <>
      <PageHeader title={words.heading} />
      <p className="lead">{words.lead}</p>
      {products.length === 0 && (
        <EmptyState title={words.empty.title}>{words.empty.text}</EmptyState>
      )}
      <ul className="shop" aria-label={words.title}>
        {products.map((product) => (
          <CookieCard key={product.slug} product={product} />
        ))}
      </ul>
      <p>
        <Link href={paths.cart}>{words.toCart}</Link>
      </p>
    </>
  );
}
