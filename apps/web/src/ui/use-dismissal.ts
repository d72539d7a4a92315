import { type RefObject, useEffect, useEffectEvent } from 'react';

/** Closes something that is open: at Escape, at a click outside or on one of its links, when the focus leaves. */
export function useDismissal(box: RefObject<HTMLElement | null>, close: () => void): void {
  const dismiss = useEffectEvent(close);

  useEffect(() => {
    const element = box.current;
    const onKey = ({ key }: KeyboardEvent) => {
      const isOpen = element?.querySelector('[aria-expanded="true"]');
      if (key !== 'Escape' || !(isOpen instanceof HTMLElement)) return;
      dismiss();
      isOpen.focus();
    };
    const onClick = ({ target }: MouseEvent) => {
      const isInside = target instanceof Element && element?.contains(target);
      if (!isInside || target.closest('a')) dismiss();
    };
    const onFocus = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof Node && !element?.contains(relatedTarget)) dismiss();
    };

    element?.addEventListener('keydown', onKey);
    element?.addEventListener('focusout', onFocus);
    document.addEventListener('click', onClick);
    return () => {
      element?.removeEventListener('keydown', onKey);
      element?.removeEventListener('focusout', onFocus);
      document.removeEventListener('click', onClick);
    };
  }, [box]);
}
