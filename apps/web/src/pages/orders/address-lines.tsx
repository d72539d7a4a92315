import type { Address } from '@gatehouse/auth-core';
import { addressFields } from './address-fields.ts';

export function AddressLines({ address }: { address: Address }) {
  return (
    <address className="address">
      {addressFields.map(({ name }) => (
        <span key={name} dir="auto">
          {address[name]}
        </span>
      ))}
    </address>
  );
}
