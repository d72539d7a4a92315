import { controlWords } from '../words/controls.ts';

const inDollars = new Intl.NumberFormat(controlWords.locale, {
  style: 'currency',
  currency: 'USD',
});

export function Money({ cents }: { cents: number }) {
  return <span className="number">{inDollars.format(cents / 100)}</span>;
}
