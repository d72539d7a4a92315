import { useEffect, useRef, useState } from 'react';
import { flashWords } from '../words/controls.ts';
import { FlashItem } from './flash-item.tsx';
import { byUrgency, type FlashMessage } from './flash-order.ts';

interface FlashRegionProps<Message extends FlashMessage> {
  messages: readonly Message[];
  onDismiss: (message: Message) => void;
  words?: typeof flashWords | undefined;
}

/** One-time messages. Mounted empty: a screen reader speaks what appears in a region it knows already. */
export function FlashRegion<Message extends FlashMessage>(props: FlashRegionProps<Message>) {
  const { messages, onDismiss, words = flashWords } = props;
  const region = useRef<HTMLElement>(null);
  const [isMounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);

  const shown = isMounted ? byUrgency(messages) : [];
  const hasSuccess = shown.some(({ level }) => level === 'success');
  useEffect(() => {
    if (hasSuccess && isFocusFree()) region.current?.focus({ preventScroll: true });
  }, [hasSuccess]);

  const dismiss = (message: Message) => {
    onDismiss(message);
    document.querySelector('h1')?.focus();
  };
  const items = shown.map((message) => ({
    isUrgent: message.level === 'error',
    item: (
      <FlashItem
        key={message.code + message.text}
        message={message}
        words={words}
        onDismiss={() => dismiss(message)}
      />
    ),
  }));
  const urgent = items.filter(({ isUrgent }) => isUrgent).map(({ item }) => item);
  const calm = items.filter(({ isUrgent }) => !isUrgent).map(({ item }) => item);

  return (
    <section className="flash" ref={region} tabIndex={-1} aria-label={words.region}>
      <div role="alert">{urgent.length > 0 && <ul>{urgent}</ul>}</div>
      <div role="status">{calm.length > 0 && <ul>{calm}</ul>}</div>
    </section>
  );
}

/** Nobody has begun to use the page: the focus is nowhere, or still on the heading it was moved to. */
function isFocusFree(): boolean {
  const { activeElement } = document;
  return activeElement === document.body || activeElement?.matches('h1') === true;
}
