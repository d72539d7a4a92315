import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { Announcements } from '../src/announcements/announcements.ts';
import { LastSeen } from '../src/recognition/last-seen.ts';

/**
 * The database of an application, for the hand of a test: a statement sees what the application still
 * had to write, and every process has heard of it when it returns.
 */
export function settledDatabase(database: DataSource, app: NestFastifyApplication): DataSource {
  const query = async (statement: string, parameters?: unknown[]): Promise<unknown> => {
    await app.get(LastSeen).write();
    const answer: unknown = await database.query(statement, parameters);
    await app.get(Announcements).everyoneHeard();
    return answer;
  };
  return new Proxy(database, {
    get: (target, name) => (name === 'query' ? query : Reflect.get(target, name, target)),
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
}
