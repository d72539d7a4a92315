import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * What happened to sessions and accounts. Without a foreign key: an event outlives its person, takes no lock on them,
 * and an id without a person tells nobody's name.
 */
@Entity('security_events')
@Index('security_events_user_id_at_idx', ['userId', 'at'])
export class SecurityEventEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'security_events_pkey',
  })
  id!: string;

  @Column('timestamptz', { default: () => 'now()' })
  at!: Date;

  @Column('text')
  name!: string;

  /** Whose session or account it is. */
  @Column('uuid', { name: 'user_id', nullable: true })
  userId!: string | null;

  @Column('text', { name: 'session_id', nullable: true })
  sessionId!: string | null;

  /** Who did it, where it was somebody else. */
  @Index('security_events_actor_id_idx', { where: '"actor_id" IS NOT NULL' })
  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  /** Coarse: the network, not the machine. */
  @Column('text', { nullable: true })
  address!: string | null;

  @Column('text', { nullable: true })
  browser!: string | null;

  @Column('text', { nullable: true })
  os!: string | null;

  @Column('jsonb', { default: () => `'{}'` })
  details!: Readonly<Record<string, unknown>>;
}
