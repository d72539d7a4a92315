import type { Flash } from '@gatehouse/auth-core';
import { useSyncExternalStore } from 'react';
import type { FlashStore } from '../flash-store.ts';
import { useClient } from './provider.ts';

export interface FlashMessages extends Pick<FlashStore, 'dismiss' | 'take' | 'push'> {
  readonly messages: readonly Flash[];
}

export function useFlash(): FlashMessages {
  const { get, subscribe, dismiss, take, push } = useClient().flash;
  const messages = useSyncExternalStore(subscribe, get, get);
  return { messages, dismiss, take, push };
}
