import { Module } from '@nestjs/common';
import { DeadSessions } from './dead-sessions.ts';
import { OldRows } from './old-rows.ts';
import { PRUNING_LIMITS, Pruner, type PruningLimits } from './pruner.ts';
import { PruningClock } from './pruning-clock.ts';

const limits: PruningLimits = { period: 60_000, slice: 500, round: 10_000 };

@Module({
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
