/** What is known of a person who moves in, by the names of the file. */
export const columns = [
  'username',
  'email',
  'name',
  'role',
  'password_hash',
  'created_at',
  'email_verified',
] as const;

export type Column = (typeof columns)[number];

/** What other systems call them, in small letters and without what stands between words. docs/how-to/move-in.md lists them. */
export const aliases: Readonly<Record<string, Column>> = {
  login: 'username',
  emailaddress: 'email',
  mail: 'email',
  fullname: 'name',
  displayname: 'name',
  password: 'password_hash',
  encryptedpassword: 'password_hash',
  passworddigest: 'password_hash',
  hashedpassword: 'password_hash',
  datejoined: 'created_at',
  registeredat: 'created_at',
  emailverifiedat: 'email_verified',
  emailconfirmed: 'email_verified',
  confirmedat: 'email_verified',
};

const known = new Map<string, Column>([
  ...columns.map((column) => [bare(column), column] as const),
  ...Object.entries(aliases),
]);

/** Which column a heading means; undefined for what is not read. */
export function columnOf(heading: string): Column | undefined {
  return known.get(bare(heading));
}

function bare(heading: string): string {
  return heading.toLowerCase().replace(/[\s_-]/g, '');
}
