import { Global, Module } from '@nestjs/common';
import { Announcements } from './announcements.ts';
import { CoherentTransaction } from './coherent-transaction.ts';
import { PostgresAnnouncements } from './postgres-announcements.ts';

@Global()
@Module({
  providers: [CoherentTransaction, { provide: Announcements, useClass: PostgresAnnouncements }],
  exports: [Announcements, CoherentTransaction],
})
export class AnnouncementsModule {}
