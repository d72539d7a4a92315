import type { BcryptSettings } from '@gatehouse/auth-core/password';
import type { Variables } from './env-schema.ts';

export interface PasswordSettings {
  /** How other systems have used bcrypt. */
  readonly bcrypt: BcryptSettings;
  /** A list of stolen passwords on this machine. */
  readonly breachFile: string | undefined;
  /** One elsewhere. */
  readonly breachUrl: string | undefined;
}

export function toPasswordSettings(variables: Variables): PasswordSettings {
  return {
    bcrypt: {
      devisePepper: variables.DEVISE_PEPPER,
      flaskLongPasswords: variables.FLASK_BCRYPT_LONG_PASSWORDS === 'on',
    },
    breachFile: variables.PASSWORD_BREACH_FILE,
    breachUrl: variables.PASSWORD_BREACH_URL,
  };
}
