import type { Env } from '../config/env.ts';

/**
 * The address of a page for a letter, from the settings alone: what a request says of its host is what somebody wants it
 * to be. The token stands behind `#`: no server, no proxy and no log ever gets it.
 */
export function mailedLink({ publicUrl }: Env, page: string, token: string): string {
  const url = new URL(page, publicUrl.origin);
  url.hash = token;
  return url.href;
}
