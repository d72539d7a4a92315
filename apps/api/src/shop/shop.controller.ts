import { type Cart, cartSchema, type Product, productSchema } from '@gatehouse/auth-core';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Public, Sessionless } from '../access/access.decorators.ts';
import { CurrentBrowser } from '../access/current-browser.decorator.ts';
import type { Browser } from '../browser/browser.ts';
import { Answers } from '../http/answers.decorator.ts';
import { CartService } from './cart.service.ts';
import { ProductEntity } from './product.entity.ts';

@Controller('api/shop')
export class ShopController {
  constructor(
    @InjectRepository(ProductEntity) private readonly products: Repository<ProductEntity>,
    private readonly carts: CartService,
  ) {}

  @Get('cookies')
  @Sessionless()
  @Answers(productSchema, { isArray: true })
  cookies(): Promise<Product[]> {
    return this.products.find({ order: { name: 'ASC' } });
  }

  @Get('cart')
  @Public()
  @Answers(cartSchema)
  cart(@CurrentBrowser() browser: Browser): Promise<Cart> {
    return this.carts.read(browser);
  }

  @Put('cart')
  @Public()
  @Answers(cartSchema)
  saveCart(
    @CurrentBrowser() browser: Browser,
    @Body({ schema: cartSchema }) cart: Cart,
  ): Promise<Cart> {
    return this.carts.save(browser, cart);
  }
}
