import { type Address, EMPTY_ADDRESS } from '@gatehouse/auth-core';
import { type SubmitEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { ordersWords } from '../../words/orders.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import type { Failure } from '../actions/failure.ts';
import { formText } from '../actions/form-text.ts';
import { addressFields } from './address-fields.ts';

const words = ordersWords.checkout;

interface AddressFormProps {
  address: Partial<Address>;
  onDone: (address: Address) => void;
}

export function AddressForm({ address, onDone }: AddressFormProps) {
  const [failure, fail] = useState<Failure | null>(null);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = formText(event.currentTarget);
    const empty = addressFields.filter(({ name }) => typed(name).trim() === '');
    if (empty.length > 0) return fail(missing(empty.map(({ name }) => name)));
    onDone({
      name: typed('name').trim(),
      street: typed('street').trim(),
      city: typed('city').trim(),
      state: typed('state').trim(),
      zip: typed('zip').trim(),
      country: typed('country').trim(),
    });
  };

  return (
    <form className="form" method="post" noValidate onSubmit={submit}>
      <h2>{words.address}</h2>
      <ActionErrors title={words.problem} failure={failure} />
      {addressFields.map(({ name, autoComplete }) => (
        <Field
          key={name}
          label={words[name]}
          name={name}
          autoComplete={autoComplete}
          errors={failure?.fields[name]}
          defaultValue={address[name]}
          maxLength={120}
          dir="auto"
        />
      ))}
      <p>
        <Button type="submit">{words.toReview}</Button>
      </p>
    </form>
  );
}

/** Said once for the whole address, and marked at each field that is empty. */
function missing(names: readonly (keyof Address)[]): Failure {
  return {
    errors: [{ ...(names[0] ? { field: names[0] } : {}), message: EMPTY_ADDRESS }],
    fields: Object.fromEntries(names.map((name) => [name, [EMPTY_ADDRESS]])),
  };
}
