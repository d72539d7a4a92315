const hexadecimal = /^(?:[0-9a-f]{2})+$/i;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const decimal = /^[1-9]\d{0,9}$/;

/** @returns undefined for what is no hexadecimal text */
export function fromHex(text: string): Buffer | undefined {
  return hexadecimal.test(text) ? Buffer.from(text, 'hex') : undefined;
}

/** With padding or without. @returns undefined for what is no Base64, or is cut in the middle of a byte */
export function fromBase64(text: string): Buffer | undefined {
  if (!base64.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return unpadded(bytes.toString('base64')) === unpadded(text) ? bytes : undefined;
}

/** As systems write a cost: no sign, no space, no other base. @returns NaN for anything else */
export function wholeNumber(text = ''): number {
  return decimal.test(text) ? Number(text) : Number.NaN;
}

function unpadded(text: string): string {
  return text.replace(/=+$/, '');
}
