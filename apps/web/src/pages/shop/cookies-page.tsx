import { paths } from '@gatehouse/auth-core';
import { getRouteApi } from '@tanstack/react-router';
import { ShoppingBasket } from 'lucide-react';
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
      <p>
        <Link className="button" data-variant="secondary" href={paths.cart}>
          <ShoppingBasket aria-hidden className="icon" /> {words.toCart}
        </Link>
      </p>
      {products.length === 0 && (
        <EmptyState title={words.empty.title}>{words.empty.text}</EmptyState>
      )}
      <ul className="shop" aria-label={words.title}>
        {products.map((product) => (
          <CookieCard key={product.slug} product={product} />
        ))}
      </ul>
    </>
  );
}
