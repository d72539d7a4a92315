import { type Check, error, ok } from '../patient.ts';

const needed = ['retry-after', 'x-request-id'];

/** Without them a page of another origin cannot know how long to wait, or tell which request failed. */
export const exposedHeaders: Check = ({ env: { trustedOrigins }, outside }) => {
  if (outside && !outside.trouble && !outside.hasRequestId)
    return error(
      'Answers come without X-Request-Id: a proxy takes headers away.',
      'Let the proxy pass all headers of answers on.',
    );
  if (trustedOrigins.length === 0) return ok('no other origin reads answers');
  if (!outside || outside.trouble) return ok('not seen: --url looks from outside');
  const bare = outside.origins.filter(
    ({ isAllowed, exposed }) => isAllowed && needed.some((header) => !exposed.includes(header)),
  );
  if (bare.length === 0) return ok(needed.join(', '));
  return error(
    `Pages of ${bare.map(({ origin }) => origin).join(', ')} cannot read ${needed.join(' and ')}.`,
    `Let the proxy leave Access-Control-Expose-Headers as it is: ${needed.join(', ')}.`,
  );
};
