import { Module } from '@nestjs/common';
import { CounterController } from './counter.controller.ts';
import { CounterService } from './counter.service.ts';

@Module({ controllers: [CounterController], providers: [CounterService] })
export class CounterModule {}
