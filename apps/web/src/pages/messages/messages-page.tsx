import { canWriteMessage, loginPath, paths } from '@gatehouse/auth-core';
import { useCan, useClient } from '@gatehouse/client-sdk/react';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { messagesWords as words } from '../../words/messages.ts';
import { navigationWords } from '../../words/navigation.ts';
import { routeId } from '../navigation/page-path.ts';
import { usePageTitle } from '../navigation/page-title.ts';
import { pagingLinks } from '../navigation/paging.ts';
import { useNextStep } from '../navigation/use-next-step.ts';
import { MessageForm } from './message-form.tsx';
import { MessageItem } from './message-item.tsx';

const route = getRouteApi(routeId('messages'));

export function MessagesPage() {
  const client = useClient();
  const { stay } = useNextStep();
  const { items, nextCursor } = route.useLoaderData();
  const search = route.useSearch();
  const mayWrite = useCan(canWriteMessage);
  usePageTitle(words.title);

  return (
    <>
      <PageHeader title={words.title} />
      <p className="lead">{words.lead}</p>
      {mayWrite ? (
        <MessageForm
          heading={words.form.heading}
          send={(content) => client.messages.create({ content })}
          onSent={stay}
        />
      ) : (
        <p>
          <a href={loginPath(paths.messages)}>{words.logIn}</a>
        </p>
      )}
      {items.length === 0 ? (
        <EmptyState title={words.empty.title}>{words.empty.text}</EmptyState>
      ) : (
        <ul className="messages" aria-label={words.list}>
          {items.map((message) => (
            <MessageItem key={message.id} message={message} />
          ))}
        </ul>
      )}
      <Pagination {...pagingLinks(paths.messages, search, nextCursor)} words={navigationWords} />
    </>
  );
}
