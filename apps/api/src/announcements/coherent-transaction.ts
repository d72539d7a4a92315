import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Announcements } from './announcements.ts';

/** A transaction whose changes count in every process by the time it returns. */
@Injectable()
export class CoherentTransaction {
  constructor(
    private readonly database: DataSource,
    private readonly announcements: Announcements,
  ) {}

  async run<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    const result = await this.database.transaction(work);
    await this.announcements.everyoneHeard();
    return result;
  }
}
