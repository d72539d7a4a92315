import type { Counter } from '@gatehouse/auth-core';
import { useClient } from '@gatehouse/client-sdk/react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { homeWords } from '../../words/home.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { useAction } from '../actions/use-action.ts';

const words = homeWords.counter;

/** A number that the server keeps for this session: start, count, look, clear. */
export function CounterDemo() {
  const { counter } = useClient();
  const [shown, show] = useState('');
  const step = useAction(async (take: () => Promise<string>) => show(await take()));

  const steps = [
    { label: words.start, take: () => counter.start().then(() => words.started) },
    { label: words.count, take: () => counter.increment().then(inWords) },
    { label: words.show, take: () => counter.read().then(inWords) },
    { label: words.clear, take: () => counter.clear().then(() => words.cleared) },
  ];

  return (
    <Card>
      <h2>{words.heading}</h2>
      <p>{words.lead}</p>
      <p>
        <output className="counter" aria-label={words.label}>
          {shown}
        </output>
      </p>
      <ActionErrors title={words.heading} failure={step.failure} />
      <p className="row">
        {steps.map(({ label, take }) => (
          <Button key={label} variant="secondary" onClick={() => void step.run(take)}>
            {label}
          </Button>
        ))}
      </p>
    </Card>
  );
}

/** Zero is a count. */
function inWords({ count }: Counter): string {
  return count === null ? words.none : String(count);
}
