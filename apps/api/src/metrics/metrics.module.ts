import { Global, Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { PruningModule } from '../pruning/pruning.module.ts';
import { LogInMetrics } from './log-in-metrics.ts';
import { Metrics } from './metrics.ts';
import { MetricsServer } from './metrics-server.ts';
import { OwnMetrics } from './own-metrics.ts';

@Global()
@Module({
  imports: [AccountModule, PruningModule],
  providers: [LogInMetrics, Metrics, MetricsServer, OwnMetrics],
  exports: [Metrics],
})
export class MetricsModule {}
