import { type ComponentProps, useRef } from 'react';
import { passwordWords } from '../words/controls.ts';
import { FieldFrame, type FieldTexts, framed } from './field-frame.tsx';
import { useCapsLock } from './use-caps-lock.ts';
import { usePasswordToggle } from './use-password-toggle.ts';

interface PasswordFieldProps
  extends FieldTexts,
    Omit<ComponentProps<'input'>, keyof FieldTexts | 'type' | 'maxLength'> {
  /** Tells a password manager whether to fill in a password or to make one. */
  purpose: 'current' | 'new';
  toggleWords?: typeof passwordWords | undefined;
}

export function PasswordField({
  purpose,
  toggleWords: words = passwordWords,
  ...field
}: PasswordFieldProps) {
  const { label, name, id, hint, errors, optional, ...rest } = field;
  const texts = { label, name, id, hint, errors, optional };
  const input = useRef<HTMLInputElement>(null);
  const { isShown, hasToggled, toggle } = usePasswordToggle(input);
  const { isCapsLockOn, ...capsLock } = useCapsLock();
  const { id: inputId, ...attributes } = framed(texts);

  return (
    <FieldFrame {...texts}>
      <div className="password">
        <input
          autoComplete={`${purpose}-password`}
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          {...rest}
          {...attributes}
          {...capsLock}
          id={inputId}
          ref={input}
          type={isShown ? 'text' : 'password'}
          className="input"
        />
        <button
          type="button"
          className="password-toggle"
          aria-controls={inputId}
          aria-label={words.name(isShown ? words.hide : words.show, label)}
          onClick={toggle}
        >
          {isShown ? words.hide : words.show}
        </button>
      </div>
      <p className="hint" role="status">
        {isCapsLockOn && words.capsLock}
      </p>
      <p className="visually-hidden" role="status">
        {hasToggled && (isShown ? words.shown : words.hidden)}
      </p>
    </FieldFrame>
  );
}
