import {
  AppError,
  canPlaceOrder,
  type Order,
  type OrderRequest,
  orderRequestSchema,
  orderSchema,
  type Page,
  pageQuerySchema,
  pageSchema,
} from '@gatehouse/auth-core';
import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { Authorize } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import { CurrentUser } from '../access/current-user.decorator.ts';
import { RecordIdPipe } from '../access/record-id.pipe.ts';
import type { Browser } from '../browser/browser.ts';
import { FlashService } from '../flash/flash.service.ts';
import { Answers } from '../http/answers.decorator.ts';
import type { UserRow } from '../users/user-view.ts';
import { CartService } from './cart.service.ts';
import { type OrderListQuery, OrdersService } from './orders.service.ts';

const keyNotation = /^[\x21-\x7e]{1,128}$/;

@Controller('api/shop/orders')
export class OrdersController {
  constructor(
    private readonly orders: OrdersService,
    private readonly carts: CartService,
    private readonly flash: FlashService,
  ) {}

  @Post()
  @Authorize(canPlaceOrder)
  @ApiHeader({ name: 'idempotency-key', required: false })
  @Answers(orderSchema, { status: 201 })
  async place(
    @CurrentBrowser() browser: Browser,
    @CurrentUser() buyer: UserRow,
    @Body({ schema: orderRequestSchema }) request: OrderRequest,
    @Headers('idempotency-key') key?: string,
  ): Promise<Order> {
    if (key !== undefined && !keyNotation.test(key))
      throw new AppError('malformed_request', {
        detail: 'An Idempotency-Key has 1 to 128 printable characters.',
      });
    const { order, isNew } = await this.orders.place(buyer, request, key ?? null);
    if (isNew) {
      await this.carts.clear(browser);
      await this.flash.leave(browser, 'order_placed');
    }
    return order;
  }

  @Get()
  @Answers(pageSchema(orderSchema))
  list(
    @CurrentUser() owner: UserRow,
    @Query({ schema: pageQuerySchema }) query: OrderListQuery,
  ): Promise<Page<Order>> {
    return this.orders.list(owner, query);
  }

  @Get(':id')
  @Answers(orderSchema)
  show(@CurrentUser() owner: UserRow, @Param('id', RecordIdPipe) id: string): Promise<Order> {
    return this.orders.get(owner, id);
  }
}
