import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { flashWords } from '../words/controls.ts';
import { FlashItem } from './flash-item.tsx';
import { eachOnce, type FlashMessage } from './flash-message.ts';

interface FlashRegionProps<Message extends FlashMessage> {
  messages: readonly Message[];
  onDismiss: (message: Message) => void;
  words?: typeof flashWords | undefined;
}

const never = () => () => undefined;

/**
 * One-time messages, in the order in which they came. The first ones have their room at once and are
 * seen a moment later: a screen reader speaks what appears in a region that it knows already.
 */
export function FlashRegion<Message extends FlashMessage>(props: FlashRegionProps<Message>) {
  const { messages, onDismiss, words = flashWords } = props;
  const region = useRef<HTMLElement>(null);
  // A prerendered document was made before anybody had messages.
  const isHydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [isKnown, setKnown] = useState(false);
  useEffect(() => setKnown(true), []);

  const shown = isHydrated ? eachOnce(messages) : [];
  const hasSuccess = isKnown && shown.some(({ level }) => level === 'success');
  useEffect(() => {
    if (hasSuccess && isFocusFree()) region.current?.focus({ preventScroll: true });
  }, [hasSuccess]);

  const dismiss = (message: Message) => {
    onDismiss(message);
    document.querySelector('h1')?.focus();
  };

  return (
    <section className="flash" ref={region} tabIndex={-1} aria-label={words.region}>
      <div role="status" aria-atomic="false">
        {shown.length > 0 && (
          <ul data-hidden={!isKnown}>
            {shown.map((message) => (
              <FlashItem
                key={message.code + message.text}
                message={message}
                words={words}
                onDismiss={() => dismiss(message)}
              />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

/** Nobody has begun to use the page: the focus is nowhere, or still on the heading it was moved to. */
function isFocusFree(): boolean {
  const { activeElement } = document;
  return activeElement === document.body || activeElement?.matches('h1') === true;
}
