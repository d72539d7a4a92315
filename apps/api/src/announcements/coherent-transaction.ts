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

  /** @param isHeard whether what was done takes anything away from anybody; nobody has to hear of what is only new */
  async run<Result>(
    work: (manager: EntityManager) => Promise<Result>,
    isHeard: (result: Result) => boolean = () => true,
  ): Promise<Result> {
    const result = await this.database.transaction(work);
    if (isHeard(result)) await this.announcements.everyoneHeard();
    return result;
  }
}
