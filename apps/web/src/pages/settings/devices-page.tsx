import { getRouteApi } from '@tanstack/react-router';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { settingsWords } from '../../words/settings.ts';
import { routeId } from '../navigation/page-path.ts';
import { DeviceRow } from './device-row.tsx';
import { EndOtherDevices } from './end-other-devices.tsx';
import { PreviousLogIn } from './previous-log-in.tsx';
import { SettingsPage } from './settings-page.tsx';
import { useDevices } from './use-devices.ts';

const route = getRouteApi(routeId('settingsDevices'));
const words = settingsWords.devices;

export function DevicesPage() {
  const { sessions, logIns } = route.useLoaderData();
  const { devices, end, problem } = useDevices(sessions);
  const others = devices.filter((device) => !device.current).length;

  return (
    <SettingsPage title={words.title} lead={words.lead}>
      {problem && <ErrorSummary title={problem.title} errors={problem.errors} />}
      <ul className="devices" aria-label={words.list}>
        {devices.map((device) => (
          <DeviceRow key={device.id} device={device} onEnd={end} />
        ))}
      </ul>
      <PreviousLogIn logIns={logIns} />
      {others > 0 ? <EndOtherDevices count={others} /> : <p className="quiet">{words.none}</p>}
    </SettingsPage>
  );
}
