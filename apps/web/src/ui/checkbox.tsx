import type { ComponentProps, ReactNode } from 'react';

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type'> {
  label: ReactNode;
  name: string;
  hint?: ReactNode;
}

export function Checkbox({ label, name, hint, id = name, ...input }: CheckboxProps) {
  const hintId = hint ? `${id}-hint` : undefined;
  return (
    <div className="choice">
      <input type="checkbox" {...input} id={id} name={name} aria-describedby={hintId} />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}
