import { Module } from '@nestjs/common';
import { ClosingModule } from '../closing/closing.module.ts';
import { DeadSessions } from './dead-sessions.ts';
import { OldRows } from './old-rows.ts';
import { PRUNING_LIMITS, Pruner, type PruningLimits } from './pruner.ts';
import { PruningClock } from './pruning-clock.ts';

const limits: PruningLimits = { period: 60_000, slice: 500, round: 10_000 };

@Module({
  imports: [ClosingModule],
  providers: [
    DeadSessions,
    OldRows,
    Pruner,
    PruningClock,
    { provide: PRUNING_LIMITS, useValue: limits },
  ],
  exports: [Pruner],
})
export class PruningModule {}
