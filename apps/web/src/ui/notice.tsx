import type { ReactNode } from 'react';
import type { FlashMessage } from './flash-message.ts';
import { LevelIcon } from './level-icon.tsx';

interface NoticeProps {
  level: FlashMessage['level'];
  children: ReactNode;
}

/** Something to know about this page, for as long as it is true. */
export function Notice({ level, children }: NoticeProps) {
  return (
    <div className="notice" data-level={level}>
      <LevelIcon level={level} />
      <div>{children}</div>
    </div>
  );
}
