import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { type AccountQuery, Accounts } from '../src/admin/accounts.ts';
import { type Api, startApi } from '../test/api.ts';

const PEOPLE = 100_000;
// As many as a statement may take the time for.
const PART = 10_000;

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

describe('the list of accounts, with a hundred thousand of them', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
    for (let from = 1; from < PEOPLE; from += PART)
      await api.database.query(
        `INSERT INTO users (username, username_canonical, email, email_canonical, name, password_hash, role,
              suspended_at, email_verified_at, created_at, last_log_in_at)
       SELECT 'person.' || n, 'person.' || n, n || '@example.com', n || '@example.com', 'Somebody ' || md5(n::text), 'x',
              CASE WHEN n % 10000 = 0 THEN 'admin' ELSE 'member' END, CASE WHEN n % 1000 = 0 THEN now() END,
              CASE WHEN n % 2 = 0 THEN now() END, now() - n * interval '7 minutes',
              CASE WHEN n % 3 > 0 THEN now() - (n * 37 % ${PEOPLE}) * interval '1 minute' ELSE '-infinity' END
         FROM generate_series($1::int, $1 + ${PART - 1}) n`,
        [from],
      );
    await api.database.query('VACUUM ANALYZE users');
  }, 120_000);
  afterAll(() => api.stop());

  const first: AccountQuery = { sort: 'username', direction: 'ascending', limit: 20 };

  /** What PostgreSQL does for it, and in how many milliseconds. */
  async function explained(query: AccountQuery): Promise<{ nodes: Plan[]; took: number }> {
    const asked: [string, unknown[]][] = [];
    const listener = { query: async (...call: [string, unknown[]]) => asked.push(call) && [] };
    await new Accounts(listener as unknown as DataSource).list(query);
    const [[statement, parameters] = ['', []]] = asked;
    const [{ 'QUERY PLAN': told }] = await api.database.query(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`,
      parameters,
    );
    const [{ Plan: plan, 'Execution Time': took }] = told;
    return { nodes: nodesOf(plan), took };
  }

  async function cursorInTheMiddle(query: AccountQuery): Promise<string> {
    const accounts = new Accounts(api.database);
    const { nextCursor } = await accounts.list({ ...query, limit: PEOPLE / 2 });
    return nextCursor ?? '';
  }

  it('is sorted and filtered by indexes, on its first page and in the middle: no scan of the table', async () => {
    const faults: unknown[] = [];
    const times: Record<string, number> = {};
    const look = async (title: string, query: AccountQuery) => {
      const { nodes, took } = await explained(query);
      times[title] = took;
      const scans = nodes.filter(
        (node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'users',
      );
      if (scans.length > 0) faults.push({ title, nodes });
    };
    for (const sort of ['username', 'createdAt', 'lastLogInAt'] as const)
      for (const direction of ['ascending', 'descending'] as const) {
        const query = { ...first, sort, direction };
        await look(`${sort} ${direction}`, query);
        await look(`${sort} ${direction}, on`, {
          ...query,
          cursor: await cursorInTheMiddle(query),
        });
      }
    const filters: Partial<AccountQuery>[] = [
      { role: 'admin' },
      { state: 'suspended' },
      { state: 'active' },
      { state: 'unverified' },
    ];
    for (const filter of filters) await look(JSON.stringify(filter), { ...first, ...filter });
    for (const search of ['person.77', 'somebody', 'nobody at all'])
      times[`search ${search}`] = (await explained({ ...first, search })).took;
    console.table(times);
    expect(faults).toEqual([]);
  }, 120_000);
});
