import { type PageName, pageAt, paths, tokenPages } from './paths.ts';

/** What a person has to decide before anything else. Meanwhile everything else is refused with this code. */
export const restrictions = ['account_closing', 'password_change_required'] as const;
export type Restriction = (typeof restrictions)[number];

const decisions: Readonly<Record<Restriction, PageName>> = {
  account_closing: 'accountClosing',
  password_change_required: 'settingsPassword',
};

/**
 * Ways out: whoever forgot what is asked for goes by mail. What a mailed link does is of no session; and a browser that is led
 * elsewhere takes along what stands behind the `#`.
 */
const open: readonly PageName[] = ['logout', 'forgotPassword', ...tokenPages];

/** The page where it is decided, for somebody on their way to another one; undefined where nothing stands in the way. */
export function decisionPath(
  restriction: Restriction | undefined,
  pathname: string,
): string | undefined {
  if (!restriction) return undefined;
  const page = pageAt(pathname);
  return page === undefined || open.includes(page) || page === decisions[restriction]
    ? undefined
    : paths[decisions[restriction]];
}
