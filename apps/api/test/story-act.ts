import { idOf } from './session-ledger.ts';
import type { Answer, Occasion, Stage } from './story-stage.ts';

/** Something that somebody does, and what the ledger notes of it. */
export type Act = (stage: Stage, occasion: Occasion) => Promise<void>;

/** It carried the token of another session. */
export function isMoved({ sent, given }: Answer): boolean {
  return given !== '' && idOf(given) !== idOf(sent);
}

export function note(answer: Answer, list: 'left', code: string): void;
export function note(answer: Answer, list: 'carts', quantity: number | null): void;
export function note(
  { session, isOvertaken }: Answer,
  list: 'left' | 'carts',
  what: string | number | null,
): void {
  const notes: (string | number | null)[] | undefined = isOvertaken
    ? session?.maybe
    : session?.[list];
  notes?.push(what);
}

/** The token is dead, and its session with it unless the session goes on under another one. */
export function noteEnd({ ledger }: Stage, answer: Answer, reason: string): void {
  const { sent, session, isOvertaken } = answer;
  if (isOvertaken) ledger.replace(sent, reason);
  else ledger.endById(idOf(sent), reason);
  if (isOvertaken && session) session.mayHaveEnded = true;
}
