import { Global, Module } from '@nestjs/common';
import { PruningModule } from '../pruning/pruning.module.ts';
import { Metrics } from './metrics.ts';
import { MetricsServer } from './metrics-server.ts';
import { OwnMetrics } from './own-metrics.ts';

@Global()
@Module({
  imports: [PruningModule],
  providers: [Metrics, MetricsServer, OwnMetrics],
  exports: [Metrics],
})
export class MetricsModule {}
