import { isLocal } from '../../../config/remote-servers.ts';
import { type Check, error, faultOf, ok, type Patient, type Verdict, warning } from '../patient.ts';

/** The list of origins is wrong: pages that should write are refused, or others may. */
export const origins: Check = (patient) => {
  const { publicUrl, trustedOrigins, isProduction } = patient.env;
  const fault = faultOf(patient, 'TRUSTED_ORIGINS');
  if (fault)
    return error(fault, 'Write origins alone: https://app.example.com, no path, no slash.');
  const open = trustedOrigins.filter(
    (origin) => origin.startsWith('http:') && !isLocal(new URL(origin).hostname),
  );
  if (isProduction && open.length > 0)
    return error(
      `TRUSTED_ORIGINS trusts pages without TLS, which anybody on the way can change: ${open.join(', ')}`,
      'Name them with https://.',
    );
  if (trustedOrigins.includes(publicUrl.origin))
    return warning(
      `TRUSTED_ORIGINS names ${publicUrl.origin}, which is the server itself.`,
      'Take it out: it is trusted anyway.',
    );
  return seen(patient) ?? ok([publicUrl.origin, ...trustedOrigins].join(', '));
};

function seen({ env, outside }: Patient): Verdict | undefined {
  if (!outside || outside.trouble) return undefined;
  const { url, writing } = outside;
  if (url.origin !== env.publicUrl.origin)
    return error(
      `People come to ${url.origin}, and PUBLIC_URL says ${env.publicUrl.origin}: whatever they write is refused.`,
      `Set PUBLIC_URL=${url.origin}, or let the proxy lead people to ${env.publicUrl.origin}.`,
    );
  if (writing.status === 403 || /not the name/.test(writing.detail))
    return error(
      `A page of ${url.origin} may not write there (${writing.status}): the server knows itself by another name.`,
      'Start it with this PUBLIC_URL, and let the proxy pass Host on as it came.',
    );
  const refused = outside.origins.filter(({ isAllowed }) => !isAllowed);
  if (refused.length === 0) return undefined;
  return error(
    `The server refuses pages of ${refused.map(({ origin }) => origin).join(', ')}.`,
    'Start it with this TRUSTED_ORIGINS, and let the proxy answer no OPTIONS by itself.',
  );
}
