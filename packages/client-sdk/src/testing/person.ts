import type { Registration } from '@gatehouse/auth-core';

/** Somebody nobody has met: registers without a clash, however many tests run at once. */
export function newPerson(details: Partial<Registration> = {}): Registration {
  const id = globalThis.crypto.randomUUID().slice(0, 13);
  const password = details.password ?? `correct horse ${id}`;
  return {
    username: `person-${id}`,
    email: `person-${id}@example.com`,
    passwordConfirmation: password,
    ...details,
    password,
  };
}
