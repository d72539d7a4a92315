import type { Address } from '@gatehouse/auth-core';

interface AddressField {
  readonly name: keyof Address;
  /** What a browser may fill in. */
  readonly autoComplete: string;
}

export const addressFields: readonly AddressField[] = [
  { name: 'name', autoComplete: 'name' },
  { name: 'street', autoComplete: 'address-line1' },
  { name: 'city', autoComplete: 'address-level2' },
  { name: 'state', autoComplete: 'address-level1' },
  { name: 'zip', autoComplete: 'postal-code' },
  { name: 'country', autoComplete: 'country-name' },
];
