import type { Cart, Order, OrderRequest, Page, PageQuery, Product } from '@gatehouse/auth-core';
import type { Http } from '../call.ts';
import { itemPath } from './item-path.ts';

const cartPath = '/api/shop/cart';
const ordersPath = '/api/shop/orders';

export interface OrderOptions {
  /** The same key never places a second order, so that the call may be made again. */
  readonly idempotencyKey?: string | undefined;
}

export class ShopResource {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /**
   * What is sold.
   * @throws ApiError `unavailable`
   */
  cookies(): Promise<readonly Product[]> {
    return this.#http('GET', '/api/shop/cookies');
  }

  /**
   * What this session has laid aside; visitors have a cart too.
   * @throws ApiError `unavailable`
   */
  cart(): Promise<Cart> {
    return this.#http('GET', cartPath);
  }

  /** @throws ApiError `validation_failed` */
  saveCart(cart: Cart): Promise<Cart> {
    return this.#http('PUT', cartPath, { body: cart });
  }

  /** @throws ApiError `unauthenticated`, `validation_failed`, `conflict` */
  placeOrder(order: OrderRequest, { idempotencyKey }: OrderOptions = {}): Promise<Order> {
    const headers = idempotencyKey ? { 'idempotency-key': idempotencyKey } : undefined;
    return this.#http('POST', ordersPath, { body: order, headers });
  }

  /** @throws ApiError `unauthenticated`, `validation_failed` */
  orders(query?: PageQuery): Promise<Page<Order>> {
    return this.#http('GET', ordersPath, { query });
  }

  /** @throws ApiError `unauthenticated`, `not_found` */
  order(id: string): Promise<Order> {
    return this.#http('GET', itemPath(ordersPath, id));
  }
}
