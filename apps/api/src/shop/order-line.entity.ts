import {
  Check,
  Column,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
} from 'typeorm';
import type { OrderEntity } from './order.entity.ts';

/** Name and price as they were when it was ordered. */
@Entity('order_lines')
@Check('order_lines_quantity_check', '"quantity" BETWEEN 1 AND 99')
export class OrderLineEntity {
  @PrimaryColumn('uuid', { name: 'order_id', primaryKeyConstraintName: 'order_lines_pkey' })
  orderId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'order_lines_pkey' })
  slug!: string;

  // By name: two classes that load each other would both come too late.
  @ManyToOne('OrderEntity', 'lines', { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'order_id', foreignKeyConstraintName: 'order_lines_order_id_fkey' })
  order!: Relation<OrderEntity>;

  @Column('text')
  name!: string;

  @Column('integer', { name: 'price_in_cents' })
  priceInCents!: number;

  @Column('smallint')
  quantity!: number;
}
