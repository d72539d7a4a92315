import type { Actor, RowPolicy } from '@gatehouse/auth-core';
import { And, Equal, type FindOperator, type FindOptionsWhere, In, Not } from 'typeorm';

type Node = { [key: string]: Node | FindOperator<string> };

/**
 * The rows that a policy allows, for a query: what is not allowed is not read.
 * @typeParam Row what the policy is asked about, under the names that the entity has for it
 */
export function allowedRows<Row extends object>(
  policy: RowPolicy<Row>,
  actor: Actor,
): FindOptionsWhere<Row>[] {
  const condition = policy.condition(actor);
  // TypeORM passes over an alternative that asks for nothing, and takes none at all for no condition.
  if (condition.some((facts) => facts.length === 0)) return [{}];
  if (condition.length === 0) return [{ id: In([]) }] as object[];
  return condition.map((facts) => {
    const where: Node = {};
    for (const { path, value, isEqual } of facts)
      place(where, path.split('.'), isEqual ? Equal(value) : Not(Equal(value)));
    return where as FindOptionsWhere<Row>;
  });
}

/** Two facts about one field hold both. */
function place(
  where: Node,
  [key = '', ...rest]: readonly string[],
  operator: FindOperator<string>,
): void {
  const there = where[key];
  if (rest.length > 0) {
    const inner = (there ?? {}) as Node;
    where[key] = inner;
    place(inner, rest, operator);
  } else where[key] = there ? And(there as FindOperator<string>, operator) : operator;
}
