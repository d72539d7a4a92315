/** What is handed out of one table: columns by name, never `*`, so that a new one is not handed out unseen. */
export interface DataSection {
  readonly name: string;
  readonly table: string;
  /** The column that says whose it is. */
  readonly owner: string;
  /** Which of them are not an admin's who acts for the person. */
  readonly own?: string;
  readonly columns: readonly string[];
  /** What makes an order without ties, each with its type. */
  readonly order: readonly string[];
  /** What stands in another table, as SQL of a column. */
  readonly joined?: string;
}

/** Everything that is kept of a person, but for what is secret or says nothing of them. */
export const personalData: readonly DataSection[] = [
  {
    name: 'account',
    table: 'users',
    owner: 'id',
    columns: [
      'id',
      'username',
      'email',
      'email_verified_at',
      'name',
      'avatar_url',
      'role',
      'created_at',
      'suspended_at',
      'deletion_due_at',
      'password_demanded_at',
      'last_log_in_at',
    ],
    order: ['id::uuid'],
  },
  {
    name: 'sessions',
    table: 'sessions',
    owner: 'user_id',
    own: 'actor_id IS NULL',
    columns: [
      'created_at',
      'authenticated_at',
      'last_seen_at',
      'idle_expires_at',
      'expires_at',
      'fresh_until',
      'remembered',
      'browser',
      'os',
      'device_kind',
      'address',
      'counter',
      'cart',
      'flash',
    ],
    order: ['key::bigint'],
  },
  {
    name: 'knownBrowsers',
    table: 'known_browsers',
    owner: 'user_id',
    columns: ['first_login_at', 'last_login_at'],
    order: ['first_login_at::timestamptz', 'digest::text'],
  },
  {
    name: 'mailedLinks',
    table: 'mailed_tokens',
    owner: 'user_id',
    columns: ['purpose', 'email', 'created_at', 'expires_at'],
    order: ['purpose::text'],
  },
  {
    name: 'messages',
    table: 'messages',
    owner: 'author_id',
    columns: ['id', 'content', 'created_at', 'updated_at'],
    order: ['created_at::timestamptz', 'id::uuid'],
  },
  {
    name: 'orders',
    table: 'orders',
    owner: 'user_id',
    columns: ['id', 'address', 'created_at', 'idempotency_key'],
    order: ['created_at::timestamptz', 'id::uuid'],
    joined: `(SELECT jsonb_agg(jsonb_build_object('slug', l.slug, 'name', l.name, 'quantity', l.quantity,
                'priceInCents', l.price_in_cents)) FROM order_lines l WHERE l.order_id = t.id) AS lines`,
  },
  {
    name: 'events',
    table: 'security_events',
    owner: 'user_id',
    columns: ['at', 'name'],
    order: ['at::timestamptz', 'id::bigint'],
    // Where somebody else was when they did it is theirs, and why an admin acted for the person is for admins.
    joined: [
      ...['address', 'browser', 'os'].map(
        (column) =>
          `CASE WHEN t.actor_id IS NULL OR t.actor_id = t.user_id THEN t.${column} END AS ${column}`,
      ),
      `CASE WHEN t.name = 'acting_started' THEN t.details - 'reason' ELSE t.details END AS details`,
    ].join(', '),
  },
  {
    name: 'notices',
    table: 'account_notices',
    owner: 'user_id',
    columns: ['code', 'params', 'created_at'],
    order: ['code::text'],
  },
];
