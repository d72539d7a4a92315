import {
  type Actor,
  AppError,
  canViewOrder,
  type Order,
  type OrderRequest,
  type Page,
} from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { allowedRows } from '../database/allowed-rows.ts';
import { decodeTimeCursor, pageOf } from '../database/cursor.ts';
import { violatedReference, violatedUnique } from '../database/database-errors.ts';
import { OrderEntity } from './order.entity.ts';
import { toOrder } from './order-view.ts';
import { ProductEntity } from './product.entity.ts';

export interface OrderListQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface PlacedOrder {
  readonly order: Order;
  /** False for the repetition of a request that was answered before. */
  readonly isNew: boolean;
}

@Injectable()
export class OrdersService {
  constructor(
    @InjectRepository(OrderEntity) private readonly orders: Repository<OrderEntity>,
    @InjectRepository(ProductEntity) private readonly products: Repository<ProductEntity>,
  ) {}

  /** One order for one key, however often and however much at once it is sent. */
  async place(buyer: Actor, request: OrderRequest, key: string | null): Promise<PlacedOrder> {
    const lines = await this.#price(request);
    try {
      const { id } = await this.orders.save(
        this.orders.create({
          userId: buyer.id,
          address: request.address,
          idempotencyKey: key,
          lines,
        }),
      );
      return { order: await this.get(buyer, id), isNew: true };
    } catch (error) {
      // The account was deleted while the order was on its way.
      if (violatedReference(error) === 'orders_user_id_fkey')
        throw new AppError('unauthenticated', { cause: error });
      if (key === null || violatedUnique(error) !== 'orders_user_id_idempotency_key_key')
        throw error;
      return { order: await this.#earlier(buyer, request, key), isNew: false };
    }
  }

  /** One's own, newest first. */
  async list(owner: Actor, { cursor, limit }: OrderListQuery): Promise<Page<Order>> {
    const query = this.orders
      .createQueryBuilder('o')
      .select('o.id')
      .addSelect('o.createdAt')
      .where(allowedRows(canViewOrder, owner))
      .orderBy('o.createdAt', 'DESC')
      .addOrderBy('o.id', 'DESC')
      .limit(limit + 1);
    if (cursor !== undefined)
      query.andWhere('(o.createdAt, o.id) < (:createdAt, :id)', decodeTimeCursor(cursor));
    const found = await query.getMany();
    const whole = await this.orders.findBy({ id: In(found.map(({ id }) => id)) });
    const byId = new Map(whole.map((order) => [order.id, order]));
    return pageOf(found, limit, {
      toItem: ({ id }) => toOrder(byId.get(id)),
      keyOf: ({ createdAt, id }) => [createdAt.toISOString(), id],
    });
  }

  /** Somebody else's order is not there at all, and is not read: the time would tell. */
  async get(owner: Actor, id: string): Promise<Order> {
    const order = await this.orders.findOneBy(
      allowedRows(canViewOrder, owner).map((row) => ({ ...row, id })),
    );
    if (!order) throw new AppError('not_found');
    return toOrder(order);
  }

  /** Names and prices come from the shop, never from the buyer. */
  async #price({ lines }: OrderRequest) {
    const products = await this.products.findBy({ slug: In(lines.map(({ slug }) => slug)) });
    const bySlug = new Map(products.map((product) => [product.slug, product]));
    return lines.map(({ slug, quantity }, index) => {
      const product = bySlug.get(slug);
      if (!product)
        throw new AppError('validation_failed', {
          fields: { [`lines.${index}.slug`]: ['The shop has no such cookie.'] },
        });
      return { slug, quantity, name: product.name, priceInCents: product.priceInCents };
    });
  }

  async #earlier(buyer: Actor, request: OrderRequest, key: string): Promise<Order> {
    const order = toOrder(
      await this.orders.findOneByOrFail({ userId: buyer.id, idempotencyKey: key }),
    );
    if (fingerprint(order) !== fingerprint(request))
      throw new AppError('conflict', { detail: 'This Idempotency-Key belongs to another order.' });
    return order;
  }
}

function fingerprint({ lines, address }: OrderRequest): string {
  const wanted = lines.map(({ slug, quantity }) => `${slug} ${quantity}`).sort();
  const { name, street, city, state, zip, country } = address;
  return JSON.stringify([wanted, name, street, city, state, zip, country]);
}
