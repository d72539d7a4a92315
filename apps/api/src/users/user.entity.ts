import type { Restriction, Role } from '@gatehouse/auth-core';
import { argon2Head } from '@gatehouse/auth-core/password';
import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  Index,
  PrimaryGeneratedColumn,
  Unique,
} from 'typeorm';

@Entity('users')
@Unique('users_username_canonical_key', ['usernameCanonical'])
@Unique('users_email_canonical_key', ['emailCanonical'])
@Index('users_created_at_id_idx', ['createdAt', 'id'])
@Index('users_last_log_in_at_id_idx', ['lastLogInAt', 'id'])
@Index('users_admins_idx', ['id'], { where: `role = 'admin'` })
@Index('users_suspended_idx', ['id'], { where: 'suspended_at IS NOT NULL' })
@Index('users_foreign_hashes_idx', ['id'], {
  where: `password_hash NOT LIKE '${argon2Head}%'`,
})
@Check('users_role_check', `"role" IN ('member', 'admin')`)
export class UserEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'users_pkey' })
  id!: string;

  /** As its owner writes it; the canonical column decides whether two are one. */
  @Column('text')
  username!: string;

  @Column('text', { name: 'username_canonical' })
  usernameCanonical!: string;

  @Column('text')
  email!: string;

  @Column('text', { name: 'email_canonical' })
  emailCanonical!: string;

  /** When its owner showed that mail to the address reaches them. */
  @Column('timestamptz', { name: 'email_verified_at', nullable: true })
  emailVerifiedAt!: Date | null;

  @Column('text')
  name!: string;

  @Column('text', { name: 'avatar_url', nullable: true })
  avatarUrl!: string | null;

  @Column('text', { default: 'member' })
  role!: Role;

  @Column('text', { name: 'password_hash', select: false })
  passwordHash!: string;

  /** A suspended account logs in nowhere; the database ends its sessions in the same transaction. */
  @Column('timestamptz', { name: 'suspended_at', nullable: true })
  suspendedAt!: Date | null;

  /** In an admin's words, for admins. */
  @Column('text', { name: 'suspension_reason', nullable: true, select: false })
  suspensionReason!: string | null;

  /** Noted by the database where a session begins; '-infinity' before the first one. */
  @Column('timestamptz', { name: 'last_log_in_at', default: () => `'-infinity'`, select: false })
  lastLogInAt!: Date;
  /** A closed account waits until then for its end; the database ends its sessions in the same transaction. */
  @Index('users_deletion_due_at_idx', { where: '"deletion_due_at" IS NOT NULL' })
  @Column('timestamptz', { name: 'deletion_due_at', nullable: true })
  deletionDueAt!: Date | null;
  /** Since when the person has to choose another password before anything else. */
  @Column('timestamptz', { name: 'password_demanded_at', nullable: true })
  passwordDemandedAt!: Date | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  get emailVerified(): boolean {
    return this.emailVerifiedAt !== null;
  }

  get restriction(): Restriction | null {
    if (this.deletionDueAt) return 'account_closing';
    return this.passwordDemandedAt ? 'password_change_required' : null;
  }

  /** For logs and debugging: nothing that is secret or private. */
  toString(): string {
    return `User ${this.id} (${this.username})`;
  }
}
