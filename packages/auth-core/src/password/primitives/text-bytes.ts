const hexadecimal = /^(?:[0-9a-f]{2})+$/i;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** @returns undefined for what is no hexadecimal text */
export function fromHex(text: string): Buffer | undefined {
  return hexadecimal.test(text) ? Buffer.from(text, 'hex') : undefined;
}

/** With padding or without. @returns undefined for what is no Base64 */
export function fromBase64(text: string): Buffer | undefined {
  return base64.test(text) ? Buffer.from(text, 'base64') : undefined;
}
