import type { Letter } from './letter.ts';

/** A letter on its way. */
export interface Mail extends Letter {
  /** The same at every try: whoever gets it twice sees that it is one. */
  readonly id: string;
  /** Exactly one address, as it is stored. */
  readonly to: string;
}

/** What brings mail to people. */
export abstract class Mailer {
  /**
   * @param signal ends a try that takes too long
   * @throws Error when it was not taken, MailRefused when it never will be
   */
  abstract send(mail: Mail, signal: AbortSignal): Promise<void>;
}

/** Nobody will ever take this mail: its address, or what it holds, is the reason. */
export class MailRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MailRefused';
  }
}
