import { paths } from '@gatehouse/auth-core';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Link } from '../../ui/link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { shopWords } from '../../words/shop.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { routeId } from '../navigation/page-path.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { pricedLines } from './cart-lines.ts';
import { CartTable } from './cart-table.tsx';
import { useCart } from './use-cart.ts';

const route = getRouteApi(routeId('cart'));
const words = shopWords.cart;

export function CartPage() {
  const loaded = route.useLoaderData();
  const { cart, change, failure } = useCart(loaded.cart);
  const lines = pricedLines(cart, loaded.products);
  usePageTitle(words.title);

  return (
    <>
      <PageHeader title={words.title} />
      <ActionErrors title={shopWords.problem} failure={failure} />
      {lines.length < cart.lines.length && <Notice level="info">{words.gone}</Notice>}
      {lines.length === 0 ? (
        <EmptyState title={words.empty.title}>
          {words.empty.text} <Link href={paths.cookies}>{words.more}</Link>
        </EmptyState>
      ) : (
        <>
          <CartTable lines={lines} onChange={change} />
          <p className="row">
            <Link className="button" data-variant="primary" href={paths.checkout}>
              {words.checkout}
            </Link>
            <Link href={paths.cookies}>{words.more}</Link>
          </p>
        </>
      )}
    </>
  );
}
