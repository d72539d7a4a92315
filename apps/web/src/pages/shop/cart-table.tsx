import { QUANTITY_MAX } from '@gatehouse/auth-core';
import { Button } from '../../ui/button.tsx';
import { Money } from '../../ui/money.tsx';
import { QuantityInput } from '../../ui/quantity-input.tsx';
import { shopWords } from '../../words/shop.ts';
import { type PricedLine, totalInCents } from './cart-lines.ts';

const words = shopWords.cart;

interface CartTableProps {
  lines: readonly PricedLine[];
  onChange: (slug: string, quantity: number) => void;
}

export function CartTable({ lines, onChange }: CartTableProps) {
  return (
    <table className="table">
      <caption>{words.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.cookie}</th>
          <th scope="col">{words.each}</th>
          <th scope="col">{shopWords.quantity}</th>
          <th scope="col">{words.sum}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <CartRow key={line.slug} line={line} onChange={onChange} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {words.total}
          </th>
          <td>
            <Money cents={totalInCents(lines)} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function CartRow({ line, onChange }: { line: PricedLine } & Pick<CartTableProps, 'onChange'>) {
  const { slug, quantity, product, sumInCents } = line;
  return (
    <tr>
      <th scope="row">{product.name}</th>
      <td data-label={words.each}>
        <Money cents={product.priceInCents} />
      </td>
      <td data-label={shopWords.quantity}>
        <span className="row">
          <QuantityInput
            label={shopWords.quantityOf(product.name)}
            name={`quantity-${slug}`}
            value={quantity}
            min={1}
            max={QUANTITY_MAX}
            onChange={(wanted) => onChange(slug, wanted)}
          />
          <Button
            variant="quiet"
            aria-label={words.removeOf(product.name)}
            onClick={() => onChange(slug, 0)}
          >
            {words.remove}
          </Button>
        </span>
      </td>
      <td data-label={words.sum}>
        <Money cents={sumInCents} />
      </td>
    </tr>
  );
}
