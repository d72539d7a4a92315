import { type AccountEvent, activityWords, paths } from '@gatehouse/auth-core';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Link } from '../../ui/link.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { Time } from '../../ui/time.tsx';
import { accountWords } from '../../words/account.ts';
import { navigationWords } from '../../words/navigation.ts';
import { routeId } from '../navigation/page-path.ts';
import { pagingLinks } from '../navigation/paging.ts';
import { deviceName } from './device-name.ts';
import { SettingsPage } from './settings-page.tsx';

const route = getRouteApi(routeId('settingsActivity'));
const words = accountWords.activity;

export function ActivityPage() {
  const { items, nextCursor } = route.useLoaderData();
  const search = route.useSearch();

  return (
    <SettingsPage title={words.title} lead={words.lead}>
      <Notice level="info">
        {words.doubt} <Link href={paths.settingsPassword}>{words.change}</Link>, {words.look}{' '}
        <Link href={paths.settingsDevices}>{words.devices}</Link> {words.end}
      </Notice>
      {items.length === 0 ? (
        <EmptyState title={words.empty.title}>{words.empty.text}</EmptyState>
      ) : (
        <ul className="activity" aria-label={words.list}>
          {items.map((event) => (
            <li key={event.id}>
              <ActivityLine event={event} />
            </li>
          ))}
        </ul>
      )}
      <Pagination
        {...pagingLinks(paths.settingsActivity, search, nextCursor)}
        words={navigationWords}
      />
    </SettingsPage>
  );
}

function ActivityLine({ event }: { event: AccountEvent }) {
  const { code, action, at, device, address } = event;
  return (
    <>
      <p>
        <strong>{activityWords(code, action)}</strong>
      </p>
      <p className="quiet">
        <Time iso={at} />
        {device && ` · ${deviceName({ device })}`}
        {address && ` · ${words.near(address)}`}
        <ActorWords event={event} />
      </p>
    </>
  );
}

function ActorWords({ event: { actor } }: { event: AccountEvent }) {
  if (!actor) return null;
  const who = actor.kind === 'admin' ? words.admin(actor.username) : words.operator;
  return ` · ${who}`;
}
