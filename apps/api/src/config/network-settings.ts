import { isIP } from 'node:net';
import { z } from 'zod';

/** An absolute address of the web, without path, query or user. */
export const publicUrlSchema = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url;
  context.addIssue({
    code: 'custom',
    message: `"${text}" is not an address like https://app.example.com (no path, no user).`,
  });
  return z.NEVER;
});

export const originSchema = z
  .string()
  .refine((text) => URL.canParse(text) && new URL(text).origin === text, {
    error: (issue) => `"${String(issue.input)}" is not an origin like https://app.example.com`,
  });

/**
 * How many proxies stand in front, or which networks they are in. `true` is refused: it would let
 * everybody choose their own address.
 */
export const trustProxySchema = z
  .string()
  .default('')
  .transform((text, context): number | readonly string[] | false => {
    if (text === '' || text === 'false' || text === '0') return false;
    if (/^[1-9]\d?$/.test(text)) return Number(text);
    const networks = text.split(',').map((network) => network.trim());
    if (networks.every(isNetwork)) return networks;
    context.addIssue({
      code: 'custom',
      message: `"${text}" is neither a number of proxies nor a list of networks like 10.0.0.0/8,::1`,
    });
    return z.NEVER;
  });

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  // A network of everybody is no bound at all.
  return (
    bits === undefined ||
    (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128))
  );
}
