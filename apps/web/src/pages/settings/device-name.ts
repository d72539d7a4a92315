import type { SessionSummary } from '@gatehouse/auth-core';
import { settingsWords } from '../../words/settings.ts';

/** "Firefox on Windows": enough to recognise it by. */
export function deviceName({ device }: SessionSummary): string {
  return settingsWords.devices.on(device.browser, device.os);
}
