import { loginPath } from '@gatehouse/auth-core';
import type { EndReason } from '@gatehouse/client-sdk';
import { useEffect, useRef } from 'react';
import { Card } from '../../ui/card.tsx';
import { accessWords } from '../../words/access.ts';

const { ended } = accessWords;

interface SessionEndedProps {
  href: string;
  reason: EndReason | undefined;
}

/** Lies over a page whose session is gone. What was typed stays underneath. */
export function SessionEnded({ href, reason = 'ended' }: SessionEndedProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  return (
    <div className="session-ended" role="alertdialog" aria-labelledby="session-ended-title">
      <Card>
        <h2 id="session-ended-title" ref={heading} tabIndex={-1}>
          {ended.title}
        </h2>
        <p>{ended.reasons[reason]}</p>
        <p>{ended.kept}</p>
        <p>
          <a className="button" data-variant="primary" href={loginPath(href)}>
            {ended.logIn}
          </a>
        </p>
      </Card>
    </div>
  );
}
