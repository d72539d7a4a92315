import * as z from 'zod/mini';
import { EMPTY_ADDRESS, LINES_MAX, type Order, type Product, QUANTITY_MAX } from '../shop.ts';
import { idSchema, shortText, timeSchema } from './fields.ts';

const ADDRESS_FIELD_MAX = 120;
const quantityWords = `Choose a whole number from 1 to ${QUANTITY_MAX}.`;

const slugSchema = z
  .string({ error: 'Name a product.' })
  .check(z.regex(/^[a-z0-9-]{1,64}$/, 'Name a product of the shop.'));
const quantitySchema = z
  .number({ error: quantityWords })
  .check(z.int(quantityWords), z.minimum(1, quantityWords), z.maximum(QUANTITY_MAX, quantityWords));
const lineSchema = z.strictObject(
  { slug: slugSchema, quantity: quantitySchema },
  { error: 'Give a slug and a quantity.' },
);
const linesSchema = z.array(lineSchema, { error: 'Give a list of lines.' }).check(
  z.maxLength(LINES_MAX, `Use at most ${LINES_MAX} lines.`),
  z.refine(
    (lines) => new Set(lines.map((line) => line.slug)).size === lines.length,
    'Name each product once.',
  ),
);

const addressField = shortText(ADDRESS_FIELD_MAX, EMPTY_ADDRESS);

const addressSchema = z.strictObject(
  {
    name: addressField,
    street: addressField,
    city: addressField,
    state: addressField,
    zip: addressField,
    country: addressField,
  },
  { error: EMPTY_ADDRESS },
);

export const cartSchema = z.strictObject({ lines: linesSchema });

export const orderRequestSchema = z.strictObject({
  lines: linesSchema.check(z.minLength(1, 'Choose at least one cookie.')),
  address: addressSchema,
});

export const productSchema = z.object({
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  priceInCents: z.number(),
}) satisfies z.ZodMiniType<Product>;

export const orderSchema = z.object({
  id: idSchema,
  createdAt: timeSchema,
  lines: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      priceInCents: z.number(),
      quantity: z.number(),
    }),
  ),
  address: z.object({
    name: z.string(),
    street: z.string(),
    city: z.string(),
    state: z.string(),
    zip: z.string(),
    country: z.string(),
  }),
  totalInCents: z.number(),
}) satisfies z.ZodMiniType<Order>;
