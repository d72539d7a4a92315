import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CartService } from './cart.service.ts';
import { OrderEntity } from './order.entity.ts';
import { OrderLineEntity } from './order-line.entity.ts';
import { OrdersController } from './orders.controller.ts';
import { OrdersService } from './orders.service.ts';
import { ProductEntity } from './product.entity.ts';
import { ShopController } from './shop.controller.ts';

@Module({
  imports: [TypeOrmModule.forFeature([ProductEntity, OrderEntity, OrderLineEntity])],
  controllers: [ShopController, OrdersController],
  providers: [CartService, OrdersService],
})
export class ShopModule {}
