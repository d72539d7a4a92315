import { type SubmitEvent, useRef, useState } from 'react';
import { refusalWords as words } from '../words/refusal.ts';
import type { Refusal } from './sending/refusal.ts';

/** What a form holds, by the name of the field. */
export type Typed = (name: string) => string;

/** The part of a form that talks to the server; it is fetched once somebody begins to type. */
export interface Sending {
  /** Ends in a navigation, or says why not. */
  attempt(typed: Typed): Promise<Refusal>;
}

/** A form that is sent once at a time. It is read when it is sent, so what a password manager put in counts. */
export function useSubmission(load: () => Promise<Sending>) {
  const isSending = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const send = async (form: HTMLFormElement) => {
    const data = new FormData(form);
    const sending = await load().catch(() => notLoaded);
    const refused = await sending.attempt((name) => String(data.get(name) ?? ''));
    if (refused.isPasswordWrong) emptyPassword(form);
    setRefusal(refused);
    isSending.current = false;
    setBusy(false);
  };

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isSending.current) return;
    isSending.current = true;
    setBusy(true);
    setRefusal(null);
    void send(event.currentTarget);
  };

  return { submit, prepare: () => void load().catch(() => undefined), isBusy, refusal };
}

/** The network is gone, and the part that would say so as well. */
const notLoaded: Sending = {
  async attempt() {
    const message = navigator.onLine ? words.unreachable : words.offline;
    return { failure: { errors: [{ message }], fields: {} } };
  },
};

/** A password that was refused is typed anew; the rest is kept. */
function emptyPassword(form: HTMLFormElement): void {
  const field = form.elements.namedItem('password');
  if (field instanceof HTMLInputElement) field.value = '';
}
