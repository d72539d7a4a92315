/** Who really asks, in a session that an admin uses for somebody else. */
export interface ActingAdmin {
  readonly id: string;
  readonly username: string;
}

/** What an admin says before acting for somebody. */
export interface ActingRequest {
  /** Kept with the event: whoever looks later learns why. */
  readonly reason: string;
}

/** Minutes that nothing extends, and characters. */
export const acting = { minutes: 30, reasonMax: 200 } as const;

/** The form that ends it, also without scripts. */
export const stopActingPath = '/stop-acting';
