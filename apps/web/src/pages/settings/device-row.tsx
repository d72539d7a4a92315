import type { SessionSummary } from '@gatehouse/auth-core';
import { Bot, Laptop, Smartphone, Tablet } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Time } from '../../ui/time.tsx';
import { relativeTime } from '../../ui/time-words.ts';
import { controlWords } from '../../words/controls.ts';
import { settingsWords } from '../../words/settings.ts';
import { deviceName } from './device-name.ts';

const words = settingsWords.devices;
const icons = { desktop: Laptop, mobile: Smartphone, tablet: Tablet, bot: Bot, unknown: Laptop };

interface DeviceRowProps {
  device: SessionSummary;
  /** Only looked at unless given. */
  onEnd?: ((device: SessionSummary) => Promise<void>) | undefined;
}

export function DeviceRow({ device, onEnd }: DeviceRowProps) {
  const { current, createdAt, lastSeenAt, remembered, address, actor } = device;
  const name = deviceName(device);
  const Icon = icons[device.device.kind];

  return (
    <li className="card device">
      <Icon aria-hidden className="icon" />
      <div className="device-facts">
        <p>
          <strong>{name}</strong> {current && <Badge>{words.current}</Badge>}
        </p>
        <p className="quiet">
          {words.lastActive} <Time iso={lastSeenAt} relative /> · {words.loggedIn}{' '}
          <Time iso={createdAt} />
        </p>
        <p className="quiet">
          {actor && `${words.actedBy(actor.username)} · `}
          {remembered ? words.remembered : words.notRemembered}
          {address && ` · ${words.near(address)}`}
        </p>
      </div>
      {onEnd && !current && (
        <Button
          variant="quiet"
          aria-label={words.endOf(name, relativeTime(lastSeenAt, controlWords.locale))}
          onClick={() => void onEnd(device)}
        >
          {words.end}
        </Button>
      )}
    </li>
  );
}
