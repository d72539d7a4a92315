import type { Message } from '@gatehouse/auth-core';
import { useClient } from '@gatehouse/client-sdk/react';
import { messagesWords } from '../../words/messages.ts';
import { ConfirmedAction } from '../actions/confirmed-action.tsx';
import { useNextStep } from '../navigation/use-next-step.ts';
import { startOf } from './start-of.ts';

const words = messagesWords.remove;

export function DeleteMessage({ message }: { message: Message }) {
  const client = useClient();
  const { stay } = useNextStep();
  const start = startOf(message.content);

  return (
    <ConfirmedAction
      label={words.button}
      name={words.of(start)}
      variant="quiet"
      words={{ ...words, title: words.title(message.author.name), body: words.body(start) }}
      act={() => client.messages.delete(message.id)}
      onDone={stay}
    />
  );
}
