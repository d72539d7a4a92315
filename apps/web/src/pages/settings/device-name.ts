import type { Device } from '@gatehouse/auth-core';
import { settingsWords } from '../../words/settings.ts';

/** "Firefox on Windows": enough to recognise it by. */
export function deviceName({
  device,
}: {
  readonly device: Pick<Device, 'browser' | 'os'>;
}): string {
  return settingsWords.devices.on(device.browser, device.os);
}
