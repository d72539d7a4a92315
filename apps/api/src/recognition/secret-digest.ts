import { hash, timingSafeEqual } from 'node:crypto';

/** The secret is random and as long as the digest: a fast digest of it gives nothing to whoever reads memory. */
export function digestOf(secret: string): string {
  return hash('sha256', secret, 'base64');
}

export function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one, 'latin1'), Buffer.from(other, 'latin1'));
}
