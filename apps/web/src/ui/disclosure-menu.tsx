import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { useDismissal } from './use-dismissal.ts';

interface DisclosureMenuProps {
  label: ReactNode;
  children: ReactNode;
}

/** A button that shows a list of links, and hides it at Escape, at a choice, or when the focus leaves. */
export function DisclosureMenu({ label, children }: DisclosureMenuProps) {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  useDismissal(menu, () => setOpen(false));

  return (
    <div className="menu" ref={menu}>
      <button
        type="button"
        className="menu-button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {label} <ChevronDown aria-hidden className="icon" />
      </button>
      <div id={id} className="menu-list" hidden={!isOpen}>
        {children}
      </div>
    </div>
  );
}
