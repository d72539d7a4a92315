import { canDeleteMessage, canEditMessage, type Message, pathTo } from '@gatehouse/auth-core';
import { useCan } from '@gatehouse/client-sdk/react';
import { Avatar } from '../../ui/avatar.tsx';
import { Link } from '../../ui/link.tsx';
import { Time } from '../../ui/time.tsx';
import { messagesWords as words } from '../../words/messages.ts';
import { DeleteMessage } from './delete-message.tsx';
import { startOf } from './start-of.ts';

export function MessageItem({ message }: { message: Message }) {
  const { id, content, author, createdAt, updatedAt } = message;
  const mayEdit = useCan(canEditMessage, message);
  const mayDelete = useCan(canDeleteMessage, message);

  return (
    <li className="card message">
      <p className="message-author">
        <Avatar name={author.name} url={author.avatarUrl} size={32} />
        <Link href={pathTo('user', { id: author.id })} dir="auto">
          {author.name}
        </Link>
        <span className="quiet">
          <Time iso={createdAt} relative />
          {updatedAt !== createdAt && `, ${words.edited}`}
        </span>
      </p>
      <p className="message-content" dir="auto">
        {content}
      </p>
      {(mayEdit || mayDelete) && (
        <div className="row">
          {mayEdit && (
            <Link href={pathTo('messageEdit', { id })} aria-label={words.edit.of(startOf(content))}>
              {words.edit.link}
            </Link>
          )}
          {mayDelete && <DeleteMessage message={message} />}
        </div>
      )}
    </li>
  );
}
