import { canEditMessage, paths } from '@gatehouse/auth-core';
import { useClient } from '@gatehouse/client-sdk/react';
import { getRouteApi } from '@tanstack/react-router';
import { Link } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { messagesWords as words } from '../../words/messages.ts';
import { ForbiddenPage } from '../access/forbidden-page.tsx';
import { usePageUser } from '../access/use-page-user.ts';
import { routeId } from '../navigation/page-path.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { useNextStep } from '../navigation/use-next-step.ts';
import { MessageForm } from './message-form.tsx';

const route = getRouteApi(routeId('messageEdit'));

export function MessageEditPage() {
  const client = useClient();
  const user = usePageUser();
  const message = route.useLoaderData();
  const { go } = useNextStep();
  usePageTitle(words.edit.title);

  if (!canEditMessage(user, message)) return <ForbiddenPage reason={canEditMessage.reason} />;
  return (
    <>
      <PageHeader title={words.edit.title} />
      <MessageForm
        content={message.content}
        send={(content) => client.messages.update(message.id, { content })}
        onSent={() => go(paths.messages)}
      />
      <p>
        <Link href={paths.messages}>{words.form.cancel}</Link>
      </p>
    </>
  );
}
