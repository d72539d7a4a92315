/** The log-in worked, and the browser threw its cookie away. */
export class CookiesBlocked extends Error {
  override readonly name = 'CookiesBlocked';
}
