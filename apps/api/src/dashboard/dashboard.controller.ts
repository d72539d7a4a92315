import {
  canAdminister,
  type Dashboard,
  type DashboardPeriod,
  dashboardQuerySchema,
  dashboardSchema,
} from '@gatehouse/auth-core';
import { Controller, Get, Query } from '@nestjs/common';
import { Authorize } from '../access/access.decorators.ts';
import { Answers } from '../http/answers.decorator.ts';
import { DashboardReader } from './dashboard-reader.ts';

@Controller('api/admin/dashboard')
@Authorize(canAdminister)
export class DashboardController {
  constructor(private readonly reader: DashboardReader) {}

  @Get()
  @Answers(dashboardSchema)
  read(
    @Query({ schema: dashboardQuerySchema }) { period }: { period: DashboardPeriod },
  ): Promise<Dashboard> {
    return this.reader.read(period);
  }
}
