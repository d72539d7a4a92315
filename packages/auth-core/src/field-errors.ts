import type { FieldErrors } from './errors.ts';

/** The part of a Standard Schema issue that people can be told. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
  /** Names that a strict object does not know. */
  readonly keys?: readonly string[];
}

/** Errors of the whole body stand under this name. */
const BODY = '_';

/** What a schema found wrong, each thing once, by the name of the field (`lines.0.quantity`), in words for people. */
export function toFieldErrors(issues: readonly Issue[]): FieldErrors {
  const fields = new Map<string, Set<string>>();
  for (const [field, message] of issues.flatMap(told))
    fields.set(field, (fields.get(field) ?? new Set()).add(message));
  return Object.fromEntries([...fields].map(([field, messages]) => [field, [...messages]]));
}

function told({ message, path = [], code, keys }: Issue): [string, string][] {
  const names = path.map((part) => String(typeof part === 'object' ? part.key : part));
  if (keys) return keys.map((key) => [[...names, key].join('.'), 'There is no such field.']);
  if (names.length > 0) return [[names.join('.'), message]];
  return [[BODY, code === 'invalid_type' ? 'Send a JSON object.' : message]];
}
