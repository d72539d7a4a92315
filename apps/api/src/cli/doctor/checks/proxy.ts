import { type Check, error, faultOf, ok, type Verdict } from '../patient.ts';

/** A proxy that is not trusted makes one person of all; one that says nothing makes https look like http. */
export const proxy: Check = (patient) => {
  const { env, outside } = patient;
  const fault = faultOf(patient, 'TRUST_PROXY');
  const howMany = 'Set TRUST_PROXY to how many proxies stand in front (1), or to their networks.';
  if (fault) return error(fault, howMany);
  if (env.publicUrl.protocol === 'https:' && env.trustProxy === false)
    return error(
      'PUBLIC_URL is https, so a proxy stands in front, and TRUST_PROXY does not name it: all people come from its address and share its limits.',
      howMany,
    );
  if (outside && !outside.trouble && /by http/.test(outside.writing.detail))
    return unsaid(outside.url);
  return ok(
    env.trustProxy === false ? 'none in front' : `trusted: ${[env.trustProxy].flat().join(', ')}`,
  );
};

function unsaid({ origin, protocol }: URL): Verdict {
  return protocol === 'https:'
    ? error(
        `${origin} is https, and the server hears that people come by http.`,
        'Let the proxy set X-Forwarded-Proto to https. docs/how-to/behind-a-proxy.md has examples.',
      )
    : error(
        `${origin} is http, and the server is reached by it.`,
        'Let the proxy lead http:// to https://.',
      );
}
