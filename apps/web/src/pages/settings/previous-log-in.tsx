import type { LogInHistory } from '@gatehouse/auth-core';
import { Time } from '../../ui/time.tsx';
import { settingsWords } from '../../words/settings.ts';
import { deviceName } from './device-name.ts';

const words = settingsWords.devices;

/** Whoever reads it knows whether that was them. */
export function PreviousLogIn({ logIns: { previous, count } }: { logIns: LogInHistory }) {
  if (!previous) return <p className="quiet">{words.noPrevious}</p>;
  const { at, address } = previous;
  return (
    <p className="quiet">
      {words.previous}: <Time iso={at} /> · {deviceName(previous)}
      {address && ` · ${words.near(address)}`} · {words.count(count)}. {words.notYou}
    </p>
  );
}
