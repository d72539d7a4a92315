import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('products')
@Check('products_price_check', '"price_in_cents" >= 0')
export class ProductEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'products_pkey' })
  slug!: string;

  @Column('text')
  name!: string;

  @Column('text')
  description!: string;

  @Column('integer', { name: 'price_in_cents' })
  priceInCents!: number;
}
