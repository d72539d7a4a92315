import { type Order, paths, pathTo } from '@gatehouse/auth-core';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Link } from '../../ui/link.tsx';
import { Money } from '../../ui/money.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { Time } from '../../ui/time.tsx';
import { navigationWords } from '../../words/navigation.ts';
import { ordersWords } from '../../words/orders.ts';
import { routeId } from '../navigation/page-path.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { pagingLinks } from '../navigation/paging.ts';
import { orderNumber } from './order-number.ts';

const route = getRouteApi(routeId('orders'));
const words = ordersWords.list;

export function OrdersPage() {
  const { items, nextCursor } = route.useLoaderData();
  const search = route.useSearch();
  usePageTitle(words.title);

  return (
    <>
      <PageHeader title={words.title} />
      {items.length === 0 ? (
        <EmptyState title={words.empty.title}>
          {words.empty.text} <Link href={paths.cookies}>{words.empty.link}</Link>
        </EmptyState>
      ) : (
        <OrdersTable orders={items} />
      )}
      <Pagination {...pagingLinks(paths.orders, search, nextCursor)} words={navigationWords} />
    </>
  );
}

function OrdersTable({ orders }: { orders: readonly Order[] }) {
  return (
    <table className="table">
      <caption>{words.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.order}</th>
          <th scope="col">{words.placed}</th>
          <th scope="col">{words.cookies}</th>
          <th scope="col">{words.total}</th>
        </tr>
      </thead>
      <tbody>
        {orders.map(({ id, createdAt, lines, totalInCents }) => (
          <tr key={id}>
            <th scope="row">
              <Link href={pathTo('order', { id })}>{words.open(orderNumber(id))}</Link>
            </th>
            <td data-label={words.placed}>
              <Time iso={createdAt} />
            </td>
            <td data-label={words.cookies}>
              {words.count(lines.reduce((count, line) => count + line.quantity, 0))}
            </td>
            <td data-label={words.total}>
              <Money cents={totalInCents} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
