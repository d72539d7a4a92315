import { findChromium } from './browser.ts';
import { Product } from './product.ts';

/** One product for the whole run. Tests that stop or configure it start their own. */
export default async function startProduct(): Promise<() => Promise<void>> {
  process.env['GATEHOUSE_CHROMIUM'] = await findChromium();
  const product = await Product.start();
  process.env['GATEHOUSE_URL'] = product.url;
  process.env['GATEHOUSE_OUTBOX'] = product.outbox;
  return () => product.stop();
}
