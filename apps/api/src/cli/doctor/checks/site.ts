import { isLocal } from '../../../config/remote-servers.ts';
import { type Check, error, ok } from '../patient.ts';

/** Browsers send our cookie to pages of the same site only: elsewhere everybody is a visitor for ever. */
export const site: Check = ({ env: { publicUrl, trustedOrigins } }) => {
  const foreign = trustedOrigins.filter((origin) => siteOf(new URL(origin)) !== siteOf(publicUrl));
  if (foreign.length === 0) return ok(siteOf(publicUrl));
  return error(
    `Pages of ${foreign.join(', ')} are of another site than ${publicUrl.origin}: browsers keep the cookie from them, and nobody is logged in there.`,
    'Serve both under one domain (app.example.com and api.example.com), or the pages by Gatehouse itself.',
  );
};

/** Second-level names under which anybody may have a domain, as in `co.uk`. */
const shared = /^(?:ac|co|com|edu|gov|net|ne|or|org)$/;

/** With its scheme, as browsers compare. The list of all public suffixes is not here: this knows the usual ones. */
function siteOf({ protocol, hostname }: URL): string {
  const labels = hostname.split('.');
  const [top = '', second = ''] = labels.slice(-2).reverse();
  const count = top.length === 2 && shared.test(second) ? 3 : 2;
  const isName = !isLocal(hostname) && !/^[\d.]+$|^\[/.test(hostname);
  return `${protocol}//${isName ? labels.slice(-count).join('.') : hostname}`;
}
