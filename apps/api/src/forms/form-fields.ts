/** What a form sent, by field name. */
export type FormFields = Readonly<Record<string, string>>;

/** A request without a body, or with one of another kind, is a form without fields. */
export function formFields(body: unknown): FormFields {
  return typeof body === 'object' && body !== null ? (body as FormFields) : {};
}
