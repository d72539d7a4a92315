import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The shop, with something to sell. */
export class CreateShop1700000000003 implements MigrationInterface {
  readonly name = 'CreateShop1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE products (
        slug text NOT NULL,
        name text NOT NULL,
        description text NOT NULL,
        price_in_cents integer NOT NULL,
        CONSTRAINT products_pkey PRIMARY KEY (slug),
        CONSTRAINT products_price_check CHECK (price_in_cents >= 0)
      )`);
    await runner.query(`
      CREATE TABLE orders (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        user_id uuid,
        address jsonb,
        idempotency_key text,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT orders_pkey PRIMARY KEY (id),
        CONSTRAINT orders_user_id_idempotency_key_key UNIQUE (user_id, idempotency_key),
        CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE SET NULL
      )`);
    await runner.query(`
      CREATE TABLE order_lines (
        order_id uuid NOT NULL,
        slug text NOT NULL,
        name text NOT NULL,
        price_in_cents integer NOT NULL,
        quantity smallint NOT NULL,
        CONSTRAINT order_lines_pkey PRIMARY KEY (order_id, slug),
        CONSTRAINT order_lines_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE,
        CONSTRAINT order_lines_quantity_check CHECK (quantity BETWEEN 1 AND 99)
      )`);
    await runner.query(`
      INSERT INTO products (slug, name, description, price_in_cents) VALUES
        ('chocolate-chip', 'Chocolate Chip', 'Dark chocolate, brown butter, a pinch of salt.', 150),
        ('oatmeal-raisin', 'Oatmeal Raisin', 'Rolled oats and plump raisins, chewy to the end.', 125),
        ('ginger-snap', 'Ginger Snap', 'Crisp, spicy, and louder than it looks.', 110),
        ('macadamia', 'White Chocolate Macadamia', 'Buttery nuts in a soft vanilla dough.', 195),
        ('shortbread', 'Shortbread', 'Flour, sugar, butter. Nothing to hide.', 100),
        ('session', 'Session Cookie', 'Gone when you close the bag.', 175)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE order_lines');
    await runner.query('DROP TABLE orders');
    await runner.query('DROP TABLE products');
  }
}
