import type { ComponentProps } from 'react';
import { FieldFrame, type FieldTexts, framed } from './field-frame.tsx';

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface SelectProps
  extends FieldTexts,
    Omit<ComponentProps<'select'>, keyof FieldTexts | 'children'> {
  options: readonly Option[];
}

export function Select({ label, name, id, hint, errors, optional, ...rest }: SelectProps) {
  const { options, ...select } = rest;
  const texts = { label, name, id, hint, errors, optional };
  return (
    <FieldFrame {...texts}>
      <select {...select} {...framed(texts)} className="input">
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
