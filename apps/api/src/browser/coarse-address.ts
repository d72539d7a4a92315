import { isIPv4, isIPv6 } from 'node:net';

/** The network of an address, not the machine: enough to recognise a place, too little to follow a person. */
export function coarseAddress(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain)) return plain.replace(/\d+$/, '0');
  if (isIPv6(plain)) return `${groupsOf(plain).slice(0, 3).join(':')}::`;
  return null;
}

function groupsOf(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::');
  const start = head === '' ? [] : head.split(':');
  const end = tail ? tail.split(':') : [];
  const zeros =
    tail === undefined
      ? []
      : new Array<string>(Math.max(0, 8 - start.length - end.length)).fill('0');
  return [...start, ...zeros, ...end];
}
