import { type Address, pathTo } from '@gatehouse/auth-core';
import { useClient } from '@gatehouse/client-sdk/react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ordersWords } from '../../words/orders.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { useAction } from '../actions/use-action.ts';
import { useNextStep } from '../navigation/use-next-step.ts';
import { type PricedLine, totalInCents } from '../shop/cart-lines.ts';
import { AddressLines } from './address-lines.tsx';
import { newIdempotencyKey } from './idempotency-key.ts';
import { OrderTable } from './order-table.tsx';

const words = ordersWords.checkout;

interface ReviewOrderProps {
  lines: readonly PricedLine[];
  address: Address;
  onChange: () => void;
}

export function ReviewOrder({ lines, address, onChange }: ReviewOrderProps) {
  const { shop } = useClient();
  const { go } = useNextStep();
  const heading = useRef<HTMLHeadingElement>(null);
  // One key for what is reviewed here: a second click, or a retry after silence, is the same order.
  const [idempotencyKey] = useState(newIdempotencyKey);
  useEffect(() => heading.current?.focus(), []);

  const placing = useAction(
    () => {
      const ordered = lines.map(({ slug, quantity }) => ({ slug, quantity }));
      return shop.placeOrder({ lines: ordered, address }, { idempotencyKey });
    },
    ({ id }) => go(pathTo('order', { id })),
  );

  return (
    <section className="review" aria-labelledby="review-heading">
      <h2 id="review-heading" tabIndex={-1} ref={heading}>
        {words.review}
      </h2>
      <ActionErrors title={words.failed} failure={placing.failure} />
      <OrderTable
        lines={lines.map(({ product, ...line }) => ({ ...line, name: product.name }))}
        totalInCents={totalInCents(lines)}
      />
      <h3>{ordersWords.one.address}</h3>
      <AddressLines address={address} />
      <p className="row">
        <Button
          isBusy={placing.isBusy}
          busyLabel={words.placing}
          onClick={() => void placing.run(undefined)}
        >
          {words.place}
        </Button>
        <Button variant="quiet" onClick={onChange}>
          {words.change}
        </Button>
      </p>
    </section>
  );
}
