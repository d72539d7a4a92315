import { type DynamicModule, Module } from '@nestjs/common';
import { Draining } from '../http/draining.ts';
import { HealthController } from './health.controller.ts';

@Module({})
export class HealthModule {
  static with(draining: Draining): DynamicModule {
    return {
      module: HealthModule,
      controllers: [HealthController],
      providers: [{ provide: Draining, useValue: draining }],
    };
  }
}
