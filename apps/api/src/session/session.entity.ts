import type { Flash, OrderLine } from '@gatehouse/auth-core';
import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
  Unique,
} from 'typeorm';
import { UserEntity } from '../users/user.entity.ts';

/** Who acts has a session to come back to, and proves nothing for the other one: never fresh, never remembered. */
const actingCheck = `("actor_id" IS NULL AND "own_key" IS NULL) OR ("actor_id" IS NOT NULL AND "own_key" IS NOT NULL
  AND "user_id" IS NOT NULL AND "fresh_until" IS NULL AND NOT "remembered")`;

/** The shape of the table. Its rows are read and changed by the statements of `session.store.ts` alone. */
@Entity('sessions')
@Unique('sessions_key_key', ['key'])
@Check('sessions_flash_check', `jsonb_typeof("flash") = 'array'`)
@Check('sessions_acting_check', actingCheck)
export class SessionEntity {
  /** Safe to show and to log: worthless without the secret. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'sessions_pkey' })
  id!: string;

  /** HMAC of the secret in the cookie. */
  @Column('bytea', { name: 'secret_mac' })
  secretMac!: Buffer;

  /** Stays when the token is replaced: what a request writes and ends, whenever it was recognised. */
  @Column({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  key!: string;

  /** The secret before the last renewal, good for requests already under way. */
  @Column('bytea', { name: 'previous_mac', nullable: true })
  previousMac!: Buffer | null;

  @Column('timestamptz', { name: 'previous_until', nullable: true })
  previousUntil!: Date | null;

  /** What the present secret was made with, beside the previous one. */
  @Column('bytea', { name: 'rotation_salt', nullable: true })
  rotationSalt!: Buffer | null;

  @Column('timestamptz', { name: 'rotated_at', default: () => 'now()' })
  rotatedAt!: Date;

  @Index('sessions_user_id_idx')
  @Column('uuid', { name: 'user_id', nullable: true })
  userId!: string | null;

  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'sessions_user_id_fkey' })
  user!: Relation<UserEntity> | null;

  /** The admin who acts for the user. Without a foreign key: it is whose the session of `ownKey` is. */
  @Index('sessions_actor_id_idx', { where: 'actor_id IS NOT NULL' })
  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  /** The admin's own session, which nobody can open meanwhile. Its end is the end of this one. */
  @Index('sessions_own_key_idx', { where: 'own_key IS NOT NULL' })
  @Column('bigint', { name: 'own_key', nullable: true })
  ownKey!: string | null;

  @ManyToOne(() => SessionEntity, { onDelete: 'CASCADE' })
  @JoinColumn({
    name: 'own_key',
    referencedColumnName: 'key',
    foreignKeyConstraintName: 'sessions_own_key_fkey',
  })
  own!: Relation<SessionEntity> | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** The last proof of a credential. */
  @Column('timestamptz', { name: 'authenticated_at', nullable: true })
  authenticatedAt!: Date | null;

  @Column('timestamptz', { name: 'fresh_until', nullable: true })
  freshUntil!: Date | null;

  @Column('timestamptz', { name: 'last_seen_at', default: () => 'now()' })
  lastSeenAt!: Date;

  @Column('timestamptz', { name: 'idle_expires_at' })
  idleExpiresAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('boolean', { default: false })
  remembered!: boolean;

  @Column('text')
  browser!: string;

  @Column('text')
  os!: string;

  @Column('text', { name: 'device_kind' })
  deviceKind!: string;

  @Column('text', { nullable: true })
  address!: string | null;

  @Column('integer', { nullable: true })
  counter!: number | null;

  @Column('jsonb', { nullable: true })
  cart!: readonly OrderLine[] | null;

  @Column('jsonb', { default: () => `'[]'` })
  flash!: readonly Flash[];
}
