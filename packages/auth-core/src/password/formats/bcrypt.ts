import { bcryptCheck } from '../primitives/bcrypt.ts';
import { asTyped, digested, type Preparation } from '../primitives/preparations.ts';
import { named, type Recognise } from './stored-hash.ts';

/** What a bare bcrypt string does not tell of the system that it comes from. */
export interface BcryptSettings {
  /** Devise appends it to each password. */
  readonly devisePepper?: string | undefined;
  /** Flask-Bcrypt's BCRYPT_HANDLE_LONG_PASSWORDS: bcrypt was given a digest, and never the password. */
  readonly flaskLongPasswords?: boolean | undefined;
}

/** Every bare bcrypt string: of Flask-Bcrypt, Laravel, Devise and many others. */
export const bcrypt: Recognise = (stored, settings) =>
  named('bcrypt', bcryptCheck(stored, preparations(settings)));

function preparations({ devisePepper, flaskLongPasswords }: BcryptSettings): Preparation[] {
  const plain = flaskLongPasswords ? digested : asTyped;
  return devisePepper ? [plain, (password) => password + devisePepper] : [plain];
}
