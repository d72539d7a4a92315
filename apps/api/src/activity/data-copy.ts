import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows } from '../database/rows.ts';
import { type DataSection, personalData } from './personal-data.ts';

/** Rows that are held at once: a copy of any length costs the same memory. */
const PAGE = 500;

interface Found {
  readonly position: readonly string[];
  readonly item: Readonly<Record<string, unknown>>;
}

/** Writes down everything that is kept of a person, as one JSON document. */
@Injectable()
export class DataCopy {
  constructor(private readonly database: DataSource) {}

  /** Piece by piece, and no connection to the database is held between two. */
  async *of(userId: string): AsyncGenerator<string> {
    yield `{"madeAt":${JSON.stringify(new Date().toISOString())}`;
    for (const section of personalData) {
      yield `,\n${JSON.stringify(section.name)}:[`;
      yield* this.#items(section, userId);
      yield ']';
    }
    yield '}\n';
  }

  async *#items(section: DataSection, userId: string): AsyncGenerator<string> {
    let position: readonly string[] | undefined;
    let separator = '\n';
    do {
      const found = await this.#page(section, userId, position);
      for (const { item } of found) {
        yield separator + JSON.stringify(inWordsOfCode(item));
        separator = ',\n';
      }
      position = found.length === PAGE ? found.at(-1)?.position : undefined;
    } while (position);
  }

  #page(
    { table, owner, own = 'true', columns, order, joined }: DataSection,
    userId: string,
    after: readonly string[] | undefined,
  ): Promise<Found[]> {
    const keys = order.map((key) => `t.${key}`);
    const start = keys.map((_, index) => `$${index + 2}::${order[index]?.split('::')[1]}`);
    const item = [...columns.map((column) => `t.${column}`), joined].filter(Boolean).join(', ');
    return rows<Found>(
      this.database,
      `SELECT ARRAY[${keys.map((key) => `(${key})::text`).join(', ')}] AS position,
              to_jsonb((SELECT item FROM (SELECT ${item}) item)) AS item
         FROM ${table} t WHERE t.${owner} = $1 AND ${own} ${after ? `AND (${keys.join(', ')}) > (${start.join(', ')})` : ''}
        ORDER BY ${keys.join(', ')} LIMIT ${PAGE}`,
      [userId, ...(after ?? [])],
    );
  }
}

/** `created_at` is `createdAt`, as everywhere outside the database. */
function inWordsOfCode(item: Found['item']): Found['item'] {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}
