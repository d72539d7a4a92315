import { Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { quantityWords as words } from '../words/controls.ts';

interface QuantityInputProps {
  label: string;
  name: string;
  value: number;
  min?: number | undefined;
  max?: number | undefined;
  onChange: (value: number) => void;
}

/** A whole number to type, or to step with buttons and arrow keys. Tells only values in its range. */
export function QuantityInput(props: QuantityInputProps) {
  const { label, name, value, min = 0, max = Number.MAX_SAFE_INTEGER, onChange } = props;
  // What is being typed, as long as it is no number of the range: "1" on the way to "12", or nothing.
  const [draft, setDraft] = useState<string>();

  const type = (text: string) => {
    const typed = Number(text);
    const isValue = /^\d+$/.test(text) && typed >= min && typed <= max;
    setDraft(isValue ? undefined : text);
    if (isValue) onChange(typed);
  };
  const step = (by: number) => {
    setDraft(undefined);
    onChange(Math.min(max, Math.max(min, value + by)));
  };

  return (
    <div className="quantity">
      <label className="visually-hidden" htmlFor={name}>
        {label}
      </label>
      <button
        type="button"
        aria-label={words.fewer(label)}
        aria-disabled={value <= min}
        onClick={() => step(-1)}
      >
        <Minus aria-hidden className="icon" />
      </button>
      <input
        className="input"
        type="number"
        inputMode="numeric"
        id={name}
        name={name}
        min={min}
        max={max}
        value={draft ?? value}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={() => setDraft(undefined)}
      />
      <button
        type="button"
        aria-label={words.more(label)}
        aria-disabled={value >= max}
        onClick={() => step(1)}
      >
        <Plus aria-hidden className="icon" />
      </button>
    </div>
  );
}
