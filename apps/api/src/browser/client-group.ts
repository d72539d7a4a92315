import ipaddr from 'ipaddr.js';

/** Whoever holds a network of 64 bits chooses among its addresses at will. */
const NETWORK_BITS = 64;

/**
 * Whom an address stands for: one IPv4 address in any of its forms, or the network of an IPv6 address. What is no address
 * shares one group: it is bounded, too.
 */
export function clientGroup(address: string): string {
  const [plain = ''] = address.split('%');
  if (!ipaddr.isValid(plain)) return 'unknown';
  const parsed = ipaddr.process(plain);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${NETWORK_BITS}`);
  return `${network.toString()}/${NETWORK_BITS}`;
}
