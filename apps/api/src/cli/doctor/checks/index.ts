import type { Check } from '../patient.ts';
import { clock } from './clock.ts';
import { cookie } from './cookie.ts';
import { exposedHeaders } from './exposed-headers.ts';
import { mail } from './mail.ts';
import { migrations } from './migrations.ts';
import { origins } from './origins.ts';
import { proxy } from './proxy.ts';
import { secret } from './secret.ts';
import { settings } from './settings.ts';
import { site } from './site.ts';
import { store } from './store.ts';

/** In the order in which they are told: what keeps a server from starting first. */
export const checks: readonly (readonly [name: string, check: Check])[] = [
  ['settings', settings],
  ['secret', secret],
  ['store', store],
  ['migrations', migrations],
  ['clock', clock],
  ['origins', origins],
  ['cookie', cookie],
  ['proxy', proxy],
  ['site', site],
  ['exposed headers', exposedHeaders],
  ['mail', mail],
];
