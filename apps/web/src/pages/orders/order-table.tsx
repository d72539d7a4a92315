import { Money } from '../../ui/money.tsx';
import { ordersWords } from '../../words/orders.ts';

const words = ordersWords.one;

interface OrderTableLine {
  readonly slug: string;
  readonly name: string;
  readonly quantity: number;
  readonly sumInCents: number;
}

interface OrderTableProps {
  lines: readonly OrderTableLine[];
  totalInCents: number;
}

export function OrderTable({ lines, totalInCents }: OrderTableProps) {
  return (
    <table className="table">
      <caption>{words.lines}</caption>
      <thead>
        <tr>
          <th scope="col">{words.cookie}</th>
          <th scope="col">{words.quantity}</th>
          <th scope="col">{words.sum}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ slug, name, quantity, sumInCents }) => (
          <tr key={slug}>
            <th scope="row">{name}</th>
            <td data-label={words.quantity}>{quantity}</td>
            <td data-label={words.sum}>
              <Money cents={sumInCents} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {words.total}
          </th>
          <td>
            <Money cents={totalInCents} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
