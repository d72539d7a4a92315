import type { ComponentProps } from 'react';

export function Card(section: Omit<ComponentProps<'section'>, 'className'>) {
  return <section {...section} className="card" />;
}
