import { type Product, QUANTITY_MAX } from '@gatehouse/auth-core';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Money } from '../../ui/money.tsx';
import { QuantityInput } from '../../ui/quantity-input.tsx';
import { shopWords as words } from '../../words/shop.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { useAction } from '../actions/use-action.ts';
import { CookiePicture } from './cookie-picture.tsx';
import { useAddToCart } from './use-add-to-cart.ts';

export function CookieCard({ product }: { product: Product }) {
  const { slug, name, description, priceInCents } = product;
  const [quantity, setQuantity] = useState(1);
  const [inCart, setInCart] = useState(0);
  const addToCart = useAddToCart();
  const adding = useAction(async () => setInCart(await addToCart(slug, quantity)));

  return (
    <li className="card cookie">
      <CookiePicture slug={slug} />
      <h2>{name}</h2>
      <p className="cookie-text">{description}</p>
      <p>
        <Money cents={priceInCents} />
      </p>
      <div className="cookie-order">
        <QuantityInput
          label={words.quantityOf(name)}
          name={`quantity-${slug}`}
          value={quantity}
          min={1}
          max={QUANTITY_MAX}
          onChange={setQuantity}
        />
        <Button
          aria-label={words.addOf(name)}
          isBusy={adding.isBusy}
          busyLabel={words.adding}
          onClick={() => void adding.run(undefined)}
        >
          {words.add}
        </Button>
      </div>
      <ActionErrors title={words.problem} failure={adding.failure} />
      <p className="quiet" role="status">
        {inCart > 0 && words.added(name, inCart)}
      </p>
    </li>
  );
}
