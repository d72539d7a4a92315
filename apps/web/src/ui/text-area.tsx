import type { ComponentProps } from 'react';
import { FieldFrame, type FieldTexts, framed } from './field-frame.tsx';

type TextAreaProps = FieldTexts & Omit<ComponentProps<'textarea'>, keyof FieldTexts>;

export function TextArea({ label, name, id, hint, errors, optional, ...area }: TextAreaProps) {
  const texts = { label, name, id, hint, errors, optional };
  return (
    <FieldFrame {...texts}>
      <textarea rows={4} {...area} {...framed(texts)} className="input" />
    </FieldFrame>
  );
}
