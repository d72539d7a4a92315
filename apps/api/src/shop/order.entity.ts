import type { Address } from '@gatehouse/auth-core';
import {
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  OneToMany,
  PrimaryGeneratedColumn,
  type Relation,
  Unique,
} from 'typeorm';
import { UserEntity } from '../users/user.entity.ts';
import { OrderLineEntity } from './order-line.entity.ts';

@Entity('orders')
@Unique('orders_user_id_idempotency_key_key', ['userId', 'idempotencyKey'])
export class OrderEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'orders_pkey' })
  id!: string;

  /** Null once the account is gone: the order stays, nobody's. */
  @Column('uuid', { name: 'user_id', nullable: true })
  userId!: string | null;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'orders_user_id_fkey' })
  user!: Relation<UserEntity> | null;

  /** Erased with the account. */
  @Column('jsonb', { nullable: true })
  address!: Address | null;

  /** Chosen by the client: the same key twice is one order. */
  @Column('text', { name: 'idempotency_key', nullable: true })
  idempotencyKey!: string | null;

  @OneToMany(
    () => OrderLineEntity,
    (line) => line.order,
    { cascade: ['insert'], eager: true },
  )
  lines!: Relation<OrderLineEntity>[];

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
