import { createRoute, lazyRouteComponent as lazy } from '@tanstack/react-router';
import { at } from '../navigation/guarded-route.tsx';

/** What mailed links about addresses lead to. */
export const addressRoutes = [
  createRoute({
    ...at('finishRegistration'),
    component: lazy(() => import('./finish-registration-page.tsx'), 'FinishRegistrationPage'),
  }),
  createRoute({
    ...at('verifyEmail'),
    component: lazy(() => import('./verify-email-page.tsx'), 'VerifyEmailPage'),
  }),
  createRoute({
    ...at('confirmEmail'),
    component: lazy(() => import('./confirm-email-page.tsx'), 'ConfirmEmailPage'),
  }),
] as const;
