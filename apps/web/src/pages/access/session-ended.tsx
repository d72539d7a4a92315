import { loginPath } from '@gatehouse/auth-core';
import { useEffect, useRef } from 'react';
import { Card } from '../../ui/card.tsx';
import { accessWords } from '../../words/access.ts';

const { ended } = accessWords;

/** Lies over a page whose session is gone. What was typed stays underneath. */
export function SessionEnded({ href }: { href: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  return (
    <div className="session-ended" role="alertdialog" aria-labelledby="session-ended-title">
      <Card>
        <h2 id="session-ended-title" ref={heading} tabIndex={-1}>
          {ended.title}
        </h2>
        <p>{ended.text}</p>
        <p>
          <a className="button" data-variant="primary" href={loginPath(href)}>
            {ended.logIn}
          </a>
        </p>
      </Card>
    </div>
  );
}
