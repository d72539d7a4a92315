import { type KeyboardEvent, useState } from 'react';

/** Handlers of a field that notice the Caps Lock key while somebody types. */
export function useCapsLock() {
  const [isCapsLockOn, setOn] = useState(false);
  const look = (event: KeyboardEvent) => setOn(event.getModifierState('CapsLock'));
  return { isCapsLockOn, onKeyDown: look, onKeyUp: look, onBlur: () => setOn(false) };
}
