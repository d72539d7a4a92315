import { useClient, useSession } from '@gatehouse/client-sdk/react';
import { useEffect, useRef, useState } from 'react';
import { watchIdleEnd } from './watch-idle-end.ts';

/** Two minutes, or half of a short session (WCAG 2.2.1 asks for 20 seconds). */
const WARN_AT_MS = 120_000;

/** Seconds until the session ends unless it is used; null while that is far off, and for visitors. */
export function useIdleEnd(): number | null {
  const client = useClient();
  const { session } = useSession();
  const [secondsLeft, tell] = useState<number | null>(null);
  const longest = useRef(0);
  // The other end cannot be put off: there is nothing to ask for.
  const end = session && session.idleExpiresAt < session.expiresAt ? session.idleExpiresAt : null;

  useEffect(() => {
    if (end === null) return tell(null);
    const timeLeft = () => Date.parse(end) - client.serverTime();
    const warnAt = () => {
      longest.current = Math.max(longest.current, timeLeft());
      return Math.min(WARN_AT_MS, longest.current / 2);
    };
    return watchIdleEnd({
      timeLeft,
      warnAt,
      ask: () => client.sessionStore.refresh({ force: true, background: true }),
      tell,
    });
  }, [client, end]);

  return secondsLeft;
}
