import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Shows what is in a password field, until it is hidden again or its form is sent. */
export function usePasswordToggle(input: RefObject<HTMLInputElement | null>) {
  const [isShown, show] = useState(false);
  const [hasToggled, setToggled] = useState(false);
  const caret = useRef<[number | null, number | null]>(null);

  useEffect(() => {
    const form = input.current?.form;
    const hide = () => {
      // At once, not at the next render: password managers read the field while the form is sent.
      if (input.current) input.current.type = 'password';
      show(false);
    };
    form?.addEventListener('submit', hide, { capture: true });
    return () => form?.removeEventListener('submit', hide, { capture: true });
  }, [input]);

  // A change of its type moves the caret to an end of the field.
  useLayoutEffect(() => {
    if (caret.current) input.current?.setSelectionRange(...caret.current);
    caret.current = null;
  });

  const toggle = () => {
    const field = input.current;
    caret.current = field && [field.selectionStart, field.selectionEnd];
    setToggled(true);
    show(!isShown);
  };

  return { isShown, hasToggled, toggle };
}
