import { createRoute, lazyRouteComponent as lazy } from '@tanstack/react-router';
import { at } from '../navigation/guarded-route.tsx';

/** Pages that mailed links lead to, and those that ask for one. */
export const recoveryRoutes = [
  createRoute({
    ...at('forgotPassword'),
    component: lazy(() => import('./forgot-password-page.tsx'), 'ForgotPasswordPage'),
  }),
  createRoute({
    ...at('resetPassword'),
    component: lazy(() => import('./reset-password-page.tsx'), 'ResetPasswordPage'),
  }),
] as const;
