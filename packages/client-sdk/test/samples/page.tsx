import { type Client, canEditMessage, canListUsers, type Message } from '@gatehouse/client-sdk';
import {
  GatehouseProvider,
  useCan,
  useClient,
  useCurrentUser,
  useFlash,
  useFormAction,
  useSession,
} from '@gatehouse/client-sdk/react';

export function App({ client, message }: { client: Client; message: Message }) {
  return (
    <GatehouseProvider client={client}>
      <LogIn message={message} />
    </GatehouseProvider>
  );
}

function LogIn({ message }: { message: Message }) {
  const client = useClient();
  const user = useCurrentUser();
  const { status } = useSession();
  const { messages, dismiss } = useFlash();
  const mayList = useCan(canListUsers);
  const mayEdit = useCan(canEditMessage, message);
  const form = useFormAction((values) =>
    client.session.logIn({
      identifier: values.text('identifier'),
      password: values.text('password'),
      remember: values.isChecked('remember'),
    }),
  );
  // @ts-expect-error: this policy is about a message
  useCan(canEditMessage);
  // @ts-expect-error: this policy is about nobody in particular
  useCan(canListUsers, message);
  // @ts-expect-error: somebody may not be there
  const name: string = user.name;

  return (
    <form onSubmit={form.onSubmit} data-status={status} data-rights={`${mayList}${mayEdit}`}>
      {form.error && <p role="alert">{form.error.message}</p>}
      {form.fieldErrors['identifier']?.join(' ')}
      {messages.map((flash) => (
        <button key={flash.code} type="button" onClick={() => dismiss(flash)}>
          {flash.text + name}
        </button>
      ))}
      <button type="submit" disabled={form.isSubmitting || form.retryAfterSeconds > 0}>
        Log in
      </button>
    </form>
  );
}
