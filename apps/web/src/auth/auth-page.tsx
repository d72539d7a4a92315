import type { Flash } from '@gatehouse/auth-core';
import { type ReactNode, StrictMode, useEffect, useState } from 'react';
import { Main } from '../layouts/main.tsx';
import { isAskedToLogIn } from '../lib/next.ts';
import { FlashRegion } from '../ui/flash-region.tsx';

interface AuthPageProps {
  flash?: readonly Flash[] | undefined;
  children: ReactNode;
}

/** The living part of a log-in document: messages and the form. */
export function AuthPage({ flash = [], children }: AuthPageProps) {
  const [messages, show] = useState(flash);
  useEffect(() => {
    if (flash.length > 0 || !isAskedToLogIn()) return;
    void import('./sending/reminder.ts').then(({ reminder }) => show([reminder]));
  }, [flash]);

  return (
    <StrictMode>
      <div className="flash-frame">
        <FlashRegion
          messages={messages}
          onDismiss={(dismissed) => show(messages.filter((message) => message !== dismissed))}
        />
      </div>
      <Main>{children}</Main>
    </StrictMode>
  );
}
