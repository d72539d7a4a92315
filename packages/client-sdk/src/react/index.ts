export type { FormValues } from './form-values.ts';
export { GatehouseProvider, type GatehouseProviderProps, useClient } from './provider.ts';
export { type FlashMessages, useFlash } from './use-flash.ts';
export { type FormAction, type FormActionOptions, useFormAction } from './use-form-action.ts';
export { useRetryAfter } from './use-retry-after.ts';
export { useCan, useCurrentUser, useSession } from './use-session.ts';
