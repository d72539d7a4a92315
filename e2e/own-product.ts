import { test } from './fixtures.ts';
import { Product } from './product.ts';

/** For the tests of one file: against a product with settings of its own. */
export function testWith(variables: Readonly<Record<string, string>>) {
  return test.extend<object, { readonly product: Product }>({
    product: [
      async ({ browserName: _ }, use) => {
        const product = await Product.start(variables);
        await use(product);
        await product.stop();
      },
      { scope: 'worker', timeout: 120_000 },
    ],
    baseURL: ({ product }, use) => use(product.url),
  });
}
