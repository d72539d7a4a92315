import { paths } from '@gatehouse/auth-core';
import type { AccountEvent } from '@gatehouse/client-sdk/admin';
import { Link } from '../../ui/link.tsx';
import { Time } from '../../ui/time.tsx';
import { accountEventWords as words } from '../../words/account-events.ts';
import { adminWords } from '../../words/admin.ts';
import { deviceName } from '../settings/device-name.ts';

/** What happened lately, in words. */
export function AccountEvents({ id, events }: { id: string; events: readonly AccountEvent[] }) {
  return (
    <section className="account-part" aria-labelledby="account-events">
      <h2 id="account-events">{words.title}</h2>
      {events.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        <ul className="account-events" aria-labelledby="account-events">
          {events.map((event) => (
            <EventLine key={event.id} event={event} />
          ))}
        </ul>
      )}
      <Link href={`${paths.adminEvents}?user=${id}`}>{adminWords.eventsOf}</Link>
    </section>
  );
}

function EventLine({
  event: { at, code, action, device, address, actor },
}: {
  event: AccountEvent;
}) {
  const where = device ? deviceName({ device }) : '';
  return (
    <li>
      <p>
        {words.of(code, action)}
        {actor && ` · ${words.by(actor.kind === 'admin' ? actor.username : words.operator)}`}
      </p>
      <p className="quiet">
        <Time iso={at} />
        {where && ` · ${where}`}
        {address && ` · ${words.near(address)}`}
      </p>
    </li>
  );
}
