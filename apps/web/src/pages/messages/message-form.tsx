import { MESSAGE_MAX } from '@gatehouse/auth-core';
import { type SubmitEvent, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { messagesWords } from '../../words/messages.ts';
import { ActionErrors } from '../actions/action-errors.tsx';
import { formText } from '../actions/form-text.ts';
import { useAction } from '../actions/use-action.ts';

const words = messagesWords.form;

interface MessageFormProps {
  heading?: string;
  /** The message that is edited; a new one without. */
  content?: string;
  send: (content: string) => Promise<unknown>;
  onSent: () => Promise<void>;
}

export function MessageForm({ heading, content, send, onSent }: MessageFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const sending = useAction(send, async () => {
    if (content === undefined) form.current?.reset();
    await onSent();
  });

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void sending.run(formText(event.currentTarget)('content'));
  };

  return (
    <form className="form" method="post" noValidate ref={form} onSubmit={submit}>
      {heading && <h2>{heading}</h2>}
      <ActionErrors title={words.problem} failure={sending.failure} />
      <TextArea
        label={words.label}
        name="content"
        hint={words.hint(MESSAGE_MAX)}
        errors={sending.failure?.fields['content']}
        defaultValue={content}
        dir="auto"
        rows={4}
      />
      <p>
        <Button
          type="submit"
          isBusy={sending.isBusy}
          busyLabel={content === undefined ? words.sending : words.saving}
        >
          {content === undefined ? words.send : words.save}
        </Button>
      </p>
    </form>
  );
}
