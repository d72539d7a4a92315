import { AppError, type Order } from '@gatehouse/auth-core';
import type { OrderEntity } from './order.entity.ts';

const noAddress = { name: '', street: '', city: '', state: '', zip: '', country: '' };

/** @throws AppError `not_found` for an order that went away meanwhile */
export function toOrder(order: OrderEntity | undefined): Order {
  if (!order) throw new AppError('not_found');
  const lines = order.lines
    .map(({ slug, name, priceInCents, quantity }) => ({ slug, name, priceInCents, quantity }))
    .sort((one, other) => one.name.localeCompare(other.name));
  return {
    id: order.id,
    createdAt: order.createdAt.toISOString(),
    lines,
    address: order.address ?? noAddress,
    totalInCents: lines.reduce(
      (sum, { priceInCents, quantity }) => sum + priceInCents * quantity,
      0,
    ),
  };
}
