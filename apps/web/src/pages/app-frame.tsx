import { Outlet } from '@tanstack/react-router';
import { RootLayout } from '../layouts/root-layout.tsx';
import { ReconfirmationProvider } from './actions/reconfirmation-provider.tsx';

export function AppFrame() {
  return (
    <RootLayout>
      <ReconfirmationProvider>
        <Outlet />
      </ReconfirmationProvider>
    </RootLayout>
  );
}
