import { isLocal } from '../../../config/remote-servers.ts';
import { type Check, error, faultOf, ok, type Patient, type Verdict } from '../patient.ts';

/** Browsers throw a `Secure` cookie away that comes by http; without it everybody on the way has the session. */
export const cookie: Check = (patient) => {
  const { publicUrl } = patient.env;
  const fault = faultOf(patient, 'PUBLIC_URL', 'COOKIE_PREFIX');
  if (fault) return error(fault, 'Give the address that people type, with https://.');
  if (publicUrl.protocol === 'http:' && !isLocal(publicUrl.hostname))
    return error(
      `PUBLIC_URL is ${publicUrl.origin}: passwords and cookies go over the network as they are.`,
      'Put a proxy with a certificate in front, and set PUBLIC_URL to its https:// address.',
    );
  return (
    seen(patient) ?? ok(`${publicUrl.protocol === 'https:' ? 'Secure' : 'this machine alone'}`)
  );
};

function seen({ outside }: Patient): Verdict | undefined {
  const sent = outside?.cookies.find((line) => /^[^=]*sid=/.test(line));
  if (!outside || sent === undefined) return undefined;
  const has = (attribute: string) =>
    sent
      .split(';')
      .slice(1)
      .some((part) => part.trim().toLowerCase() === attribute.toLowerCase());
  const isHttps = outside.url.protocol === 'https:';
  if (!isHttps && has('Secure'))
    return error(
      `The cookie is Secure, and ${outside.url.origin} is http: browsers throw it away, and nobody stays logged in.`,
      'Lead people to https://, or set PUBLIC_URL to the http:// address while you build.',
    );
  const missing = ['HttpOnly', 'SameSite=Strict', 'Path=/', ...(isHttps ? ['Secure'] : [])].filter(
    (attribute) => !has(attribute),
  );
  if (missing.length === 0 && (!isHttps || sent.startsWith('__Host-'))) return undefined;
  return error(
    `The cookie comes without ${missing.join(', ') || '__Host- in its name'}.`,
    isHttps
      ? 'Set PUBLIC_URL to the https:// address, and let the proxy leave Set-Cookie as it is.'
      : 'Let the proxy leave Set-Cookie as it is.',
  );
}
