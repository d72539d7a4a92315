import { paths } from '@gatehouse/auth-core';
import { getRouteApi } from '@tanstack/react-router';
import { Link } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Time } from '../../ui/time.tsx';
import { ordersWords } from '../../words/orders.ts';
import { routeId } from '../navigation/page-path.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { AddressLines } from './address-lines.tsx';
import { orderNumber } from './order-number.ts';
import { OrderTable } from './order-table.tsx';

const route = getRouteApi(routeId('order'));
const words = ordersWords.one;

export function OrderPage() {
  const order = route.useLoaderData();
  const title = words.title(orderNumber(order.id));
  const lines = order.lines.map((line) => ({
    ...line,
    sumInCents: line.priceInCents * line.quantity,
  }));
  usePageTitle(title);

  return (
    <>
      <PageHeader title={title} />
      <p>
        {words.placed} <Time iso={order.createdAt} />
      </p>
      <OrderTable lines={lines} totalInCents={order.totalInCents} />
      <h2>{words.address}</h2>
      <AddressLines address={order.address} />
      <p className="quiet">{ordersWords.demo}</p>
      <p>
        <Link href={paths.orders}>{words.back}</Link>
      </p>
    </>
  );
}
