import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { FlashMessage } from './flash-order.ts';

const icons = { success: CircleCheck, info: Info, warning: TriangleAlert, error: CircleAlert };

export function LevelIcon({ level }: { level: FlashMessage['level'] }) {
  const Icon = icons[level];
  return <Icon aria-hidden className="icon" />;
}
