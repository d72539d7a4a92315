import { Outlet } from '@tanstack/react-router';
import { RootLayout } from '../layouts/root-layout.tsx';
import { ReconfirmationProvider } from './actions/reconfirmation-provider.tsx';
import { IdleWarning } from './idle/idle-warning.tsx';

export function AppFrame() {
  return (
    <RootLayout>
      <ReconfirmationProvider>
        <Outlet />
        <IdleWarning />
      </ReconfirmationProvider>
    </RootLayout>
  );
}
