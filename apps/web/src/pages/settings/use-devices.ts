import type { SessionSummary } from '@gatehouse/auth-core';
import { useClient } from '@gatehouse/client-sdk/react';
import { useState } from 'react';
import { settingsWords } from '../../words/settings.ts';
import { type Failure, failureOf } from '../actions/failure.ts';
import { takeFlash } from '../navigation/flash-in-step.ts';
import { focusHeading } from '../navigation/focus-heading.ts';
import { deviceName } from './device-name.ts';

interface Devices {
  readonly devices: readonly SessionSummary[];
  end(device: SessionSummary): Promise<void>;
  readonly problem: (Pick<Failure, 'errors'> & { readonly title: string }) | null;
}

/** The list of devices. One that is ended leaves at once, and comes back when the server refuses. */
export function useDevices(loaded: readonly SessionSummary[]): Devices {
  const client = useClient();
  const [ended, setEnded] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<Devices['problem']>(null);

  const end = async (device: SessionSummary) => {
    setProblem(null);
    setEnded((ids) => [...ids, device.id]);
    focusHeading();
    try {
      await client.account.endSession(device.id);
      await takeFlash(client);
    } catch (error) {
      setEnded((ids) => ids.filter((id) => id !== device.id));
      const title = settingsWords.devices.endProblem(deviceName(device));
      setProblem({ title, errors: failureOf(error).errors });
    }
  };

  const present = loaded.filter(({ id }) => !ended.includes(id));
  return { devices: currentFirst(present), end, problem };
}

function currentFirst(devices: readonly SessionSummary[]): readonly SessionSummary[] {
  return [
    ...devices.filter((device) => device.current),
    ...devices.filter((device) => !device.current),
  ];
}
