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
