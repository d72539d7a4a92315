import { createHash } from 'node:crypto';
import { canonicalEmail } from '@gatehouse/auth-core';
import { Injectable } from '@nestjs/common';
import { limitPolicy } from './limit-policy.ts';
import type { Window } from './window.ts';
import { WindowStore } from './window-store.ts';

/** Bounds how many letters one address gets because somebody asked for them, whether or not it has an account. */
@Injectable()
export class LetterLimit {
  readonly #window: Window;

  constructor(store: WindowStore) {
    const { letters, window } = limitPolicy.letters;
    this.#window = store.window({ name: 'letters', points: letters, window });
  }

  /** @throws AppError `rate_limited` */
  async spend(email: string): Promise<void> {
    await this.#window.spend(
      createHash('sha256').update(canonicalEmail(email)).digest('base64url'),
    );
  }
}
