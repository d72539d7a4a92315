import { type ComponentProps, type ComponentType, createContext, use } from 'react';

export interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  href: string;
}

const LinkContext = createContext<ComponentType<LinkProps> | 'a'>('a');

/** Tells what a link to a page of this app is: a router's own, where there is a router. */
export const LinkProvider = LinkContext;

export function Link(props: LinkProps) {
  const Anchor = use(LinkContext);
  return <Anchor {...props} />;
}
