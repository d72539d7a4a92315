import type { flashWords } from '../words/controls.ts';
import type { FlashMessage } from './flash-message.ts';
import { LevelIcon } from './level-icon.tsx';

interface FlashItemProps {
  message: FlashMessage;
  words: typeof flashWords;
  onDismiss: () => void;
}

export function FlashItem({ message: { level, text }, words, onDismiss }: FlashItemProps) {
  return (
    <li className="flash-item" data-level={level}>
      <LevelIcon level={level} />
      <p role={level === 'error' ? 'alert' : undefined}>
        <strong>{words[level]}</strong> <span dir="auto">{text}</span>
      </p>
      <button
        type="button"
        className="icon-button"
        aria-label={words.dismiss(text)}
        onClick={onDismiss}
      >
        <span aria-hidden className="level-icon" data-icon="close" />
      </button>
    </li>
  );
}
