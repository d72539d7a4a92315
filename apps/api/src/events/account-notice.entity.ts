import type { FlashParams } from '@gatehouse/auth-core';
import {
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
} from 'typeorm';
import { UserEntity } from '../users/user.entity.ts';

/** What a person is told at the next log-in, once. */
@Entity('account_notices')
export class AccountNoticeEntity {
  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'account_notices_pkey' })
  userId!: string;

  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'account_notices_user_id_fkey' })
  user!: Relation<UserEntity>;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'account_notices_pkey' })
  code!: string;

  @Column('jsonb', { nullable: true })
  params!: FlashParams | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
