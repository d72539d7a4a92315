import { formatToken } from '../src/browser/session-token.ts';
import { SessionSecrets } from '../src/session/session-secrets.ts';

/** A cookie and what the database keeps of it. */
interface Minted {
  readonly id: string;
  readonly value: string;
  readonly mac: Buffer;
}

/** Makes cookies as the product does, without a log-in for each. */
export class Mint {
  readonly #secrets: SessionSecrets;

  constructor(secretKey: string) {
    this.#secrets = new SessionSecrets([secretKey]);
  }

  token(): Minted {
    const token = this.#secrets.newToken();
    return { id: token.id, value: formatToken(token), mac: this.#secrets.mac(token) };
  }
}
