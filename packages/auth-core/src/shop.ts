import * as z from 'zod/mini';
import { idSchema, shortText, timeSchema } from './schemas.ts';

/** A cookie to eat. Prices are whole cents. */
export interface Product {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly priceInCents: number;
}

export interface OrderLine {
  readonly slug: string;
  readonly quantity: number;
}

export interface Address {
  readonly name: string;
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly country: string;
}

/** What is laid aside before it is ordered. Belongs to the session, so a visitor has one too. */
export interface Cart {
  readonly lines: readonly OrderLine[];
}

export interface OrderRequest {
  readonly lines: readonly OrderLine[];
  readonly address: Address;
}

export interface OrderedLine extends OrderLine {
  readonly name: string;
  readonly priceInCents: number;
}

export interface Order {
  readonly id: string;
  readonly createdAt: string;
  readonly lines: readonly OrderedLine[];
  readonly address: Address;
  readonly totalInCents: number;
}

export const QUANTITY_MAX = 99;
export const LINES_MAX = 50;
export const EMPTY_ADDRESS = 'Please fill out all address fields.';

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

const addressField = z.pipe(
  z._default(z.string({ error: EMPTY_ADDRESS }), ''),
  shortText(ADDRESS_FIELD_MAX, EMPTY_ADDRESS),
);

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
