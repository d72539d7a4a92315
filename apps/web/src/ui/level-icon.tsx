import type { FlashMessage } from './flash-message.ts';

/** Drawn by the style sheet, in the colour of its text. */
export function LevelIcon({ level }: { level: FlashMessage['level'] }) {
  return <span aria-hidden className="level-icon" data-icon={level} />;
}
