const HSTS = 'max-age=31536000; includeSubDomains';

const everywhere = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Answers belong to whoever asked. What may be kept (files of the web app) says so itself.
  'cache-control': 'no-store',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
} as const;

/** What an answer of the API may do when somebody opens it as a page: nothing. */
const apiPolicy = "default-src 'none'; frame-ancestors 'none'";

/** The web app: our own files, nothing inline. Pictures of people may live elsewhere. */
export const pagePolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: https:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every answer. Made once: what is built per request is paid per request. */
export function securityHeaders(isHttps: boolean): Readonly<Record<string, string>> {
  const common = isHttps ? { ...everywhere, 'strict-transport-security': HSTS } : everywhere;
  return Object.freeze({ ...common, 'content-security-policy': apiPolicy });
}
