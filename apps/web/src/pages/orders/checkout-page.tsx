import { type Address, paths } from '@gatehouse/auth-core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Link } from '../../ui/link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ordersWords } from '../../words/orders.ts';
import { usePageUser } from '../access/use-page-user.ts';
import { routeId } from '../navigation/page-path.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { pricedLines } from '../shop/cart-lines.ts';
import { AddressForm } from './address-form.tsx';
import { ReviewOrder } from './review-order.tsx';

const route = getRouteApi(routeId('checkout'));
const words = ordersWords.checkout;

/** First where to, then a look at everything, then the order. */
export function CheckoutPage() {
  const { cart, products } = route.useLoaderData();
  const { name } = usePageUser();
  const [address, setAddress] = useState<Partial<Address>>({ name });
  const [reviewed, review] = useState<Address | null>(null);
  const lines = pricedLines(cart, products);
  usePageTitle(words.title);

  if (lines.length === 0)
    return (
      <>
        <PageHeader title={words.title} />
        <EmptyState title={words.empty.title}>
          {words.empty.text} <Link href={paths.cookies}>{words.empty.link}</Link>
        </EmptyState>
      </>
    );
  return (
    <>
      <PageHeader title={words.title} />
      <Notice level="info">{ordersWords.demo}</Notice>
      {reviewed ? (
        <ReviewOrder lines={lines} address={reviewed} onChange={() => review(null)} />
      ) : (
        <AddressForm
          address={address}
          onDone={(typed) => {
            setAddress(typed);
            review(typed);
          }}
        />
      )}
    </>
  );
}
