import { Module } from '@nestjs/common';
import { AccountModule } from '../account.module.ts';
import { ForeignHashesClock } from './foreign-hashes-clock.ts';

/** Where people log in. A command checks no passwords, and would wait for nothing. */
@Module({ imports: [AccountModule], providers: [ForeignHashesClock] })
export class ForeignHashesModule {}
