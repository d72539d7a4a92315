import type { ComponentProps } from 'react';
import { FieldFrame, type FieldTexts, framed } from './field-frame.tsx';

type FieldProps = FieldTexts & Omit<ComponentProps<'input'>, keyof FieldTexts>;

export function Field({ label, name, id, hint, errors, optional, ...input }: FieldProps) {
  const texts = { label, name, id, hint, errors, optional };
  return (
    <FieldFrame {...texts}>
      <input type="text" {...input} {...framed(texts)} className="input" />
    </FieldFrame>
  );
}
