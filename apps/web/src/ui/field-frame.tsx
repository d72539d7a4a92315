import type { ReactNode } from 'react';
import { controlWords as words } from '../words/controls.ts';

/** What every field says of itself. */
export interface FieldTexts {
  label: string;
  name: string;
  /** The name of the field unless two of them stand on one page. */
  id?: string | undefined;
  hint?: ReactNode;
  errors?: readonly string[] | undefined;
  optional?: boolean | undefined;
}

interface FieldFrameProps extends FieldTexts {
  children: ReactNode;
}

/** Label, hint and errors above a control. */
export function FieldFrame({ label, hint, errors, optional, children, ...field }: FieldFrameProps) {
  const id = idOf(field);
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {optional && <span className="quiet">{words.optional}</span>}
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {errors?.map((error, index) => (
        <p className="field-error" id={`${id}-error-${index}`} key={error}>
          <span className="visually-hidden">{words.error}:</span> {error}
        </p>
      ))}
      {children}
    </div>
  );
}

/** The attributes that tie a control to its frame. */
export function framed({ hint, errors = [], ...field }: FieldTexts) {
  const id = idOf(field);
  const texts = errors.map((_, index) => `${id}-error-${index}`);
  if (hint) texts.unshift(`${id}-hint`);
  return {
    id,
    name: field.name,
    'aria-invalid': errors.length > 0 || undefined,
    'aria-describedby': texts.join(' ') || undefined,
  };
}

function idOf({ id, name }: Pick<FieldTexts, 'id' | 'name'>): string {
  return id ?? name;
}
