import { useClient } from '@gatehouse/client-sdk/react';
import { useSyncExternalStore } from 'react';
import { FlashRegion } from '../ui/flash-region.tsx';

const none = [] as const;

export function FlashFrame() {
  const { flash } = useClient();
  const messages = useSyncExternalStore(
    (listener) => flash.subscribe(listener),
    () => flash.get(),
    () => none,
  );
  return (
    <div className="flash-frame">
      <FlashRegion messages={messages} onDismiss={(message) => flash.dismiss(message)} />
    </div>
  );
}
