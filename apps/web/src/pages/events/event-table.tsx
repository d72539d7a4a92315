import { pathTo } from '@gatehouse/auth-core';
import type { LoggedEvent, NamedAccount } from '@gatehouse/client-sdk/admin';
import { Link } from '../../ui/link.tsx';
import { Time } from '../../ui/time.tsx';
import { accountEventWords } from '../../words/account-events.ts';
import { eventLogWords } from '../../words/event-log.ts';
import { deviceName } from '../settings/device-name.ts';

const { columns, ...words } = eventLogWords;

export function EventTable({ events }: { events: readonly LoggedEvent[] }) {
  return (
    <table className="table events">
      <caption className="visually-hidden">{words.caption}</caption>
      <thead>
        <tr>
          {Object.entries(columns).map(([name, label]) => (
            <th scope="col" key={name}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </tbody>
    </table>
  );
}

function EventRow({ event }: { event: LoggedEvent }) {
  const { at, name, user, actor, device, address, details } = event;
  const isOperator = details['by'] === 'command';
  return (
    <tr>
      <td data-label={columns.time}>
        <Time iso={at} />
      </td>
      <th scope="row">
        {accountEventWords.of(name, actionOf(details))} <code>{name}</code>
        <Details details={details} />
      </th>
      <td data-label={columns.who}>{user ? <Account account={user} /> : words.none}</td>
      <td data-label={columns.actor}>
        {actor && <Account account={actor} />}
        {!actor && (isOperator ? accountEventWords.operator : words.none)}
      </td>
      <td data-label={columns.device}>{device ? deviceName({ device }) : words.none}</td>
      <td data-label={columns.address}>
        <span dir="ltr">{address ?? words.none}</span>
      </td>
    </tr>
  );
}

function actionOf({ action }: LoggedEvent['details']): string | null {
  return typeof action === 'string' ? action : null;
}

/** By the name of now; by id where nobody has it any more. */
function Account({ account: { id, username } }: { account: NamedAccount }) {
  if (username === null) return <span title={id}>{words.gone}</span>;
  return (
    <Link href={pathTo('adminUser', { id })} dir="ltr">
      {username}
    </Link>
  );
}

/** As they are kept: names and values that programs read, too. */
function Details({ details }: Pick<LoggedEvent, 'details'>) {
  const known = Object.entries(details).map(([name, value]) => `${name}: ${String(value)}`);
  if (known.length === 0) return null;
  return (
    <p className="event-details" dir="ltr">
      {known.join(' · ')}
    </p>
  );
}
