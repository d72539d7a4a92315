import { type PageName, paths } from '@gatehouse/auth-core';

/** `/users/:id` as the router writes it: `/users/$id`. */
export type RouterPath<Path extends string> = Path extends `${infer Start}:${infer Rest}`
  ? RouterPath<`${Start}$${Rest}`>
  : Path;

export type RouteId<Name extends PageName> = `/page${RouterPath<(typeof paths)[Name]>}`;

export function routerPath<const Path extends string>(path: Path): RouterPath<Path> {
  return path.replaceAll(':', '$') as RouterPath<Path>;
}

/** What the router calls the route of a page. All of them are children of the one that guards. */
export function routeId<const Name extends PageName>(name: Name): RouteId<Name> {
  return `/page${routerPath(paths[name])}` as RouteId<Name>;
}
