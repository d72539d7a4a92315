/** What is known of one field of a row. */
export interface Fact {
  /** Its name in the row; `author.id` for a field of what the row refers to. */
  readonly path: string;
  readonly value: string;
  /** False where it has to be another one. */
  readonly isEqual: boolean;
}

/** What rows have in common: one of these lists of facts holds as a whole. Data, so that a database can be asked for it. */
export type Condition = readonly (readonly Fact[])[];

export const never: Condition = [];
export const always: Condition = [[]];

/** Fields that hold an id or a name, also of what the subject refers to. */
export type TextPath<Subject> = {
  [Key in keyof Subject & string]: Subject[Key] extends string | null
    ? Key
    : Subject[Key] extends object
      ? `${Key}.${TextPath<Subject[Key]>}`
      : never;
}[keyof Subject & string];

/** An id that is missing, or no text, belongs to nobody: nothing has it in common. */
export function fieldIs<Subject>(path: TextPath<Subject>, value: string): Condition {
  return isText(value) ? [[{ path, value, isEqual: true }]] : never;
}

/** The field has to be there: an absent one is not somebody else's. */
export function fieldIsNot<Subject>(path: TextPath<Subject>, value: string): Condition {
  return isText(value) ? [[{ path, value, isEqual: false }]] : never;
}

export function when(isSo: boolean): Condition {
  return isSo ? always : never;
}

export function anyOf(...conditions: readonly Condition[]): Condition {
  return conditions.flat();
}

export function allOf(...conditions: readonly Condition[]): Condition {
  return conditions.reduce(
    (sofar, condition) => sofar.flatMap((facts) => condition.map((more) => [...facts, ...more])),
    always,
  );
}

/** Each fact the other way round. A field that is missing is neither of both. */
export function noneOf(...conditions: readonly Condition[]): Condition {
  return allOf(
    ...anyOf(...conditions).map((facts) =>
      facts.map((fact) => [{ ...fact, isEqual: !fact.isEqual }]),
    ),
  );
}

/** Does it hold for this row? The same answer as a database gives to the same condition. */
export function holds(condition: Condition, row: unknown): boolean {
  return condition.some((facts) =>
    facts.every(({ path, value, isEqual }) => {
      const found = fieldAt(row, path);
      return isText(found) && (found === value) === isEqual;
    }),
  );
}

function fieldAt(row: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Readonly<Record<string, unknown>>)[key]
          : undefined,
      row,
    );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
