import { stringifySearchText } from './search-text.ts';

/** Where somebody is in a list that knows only its next page: the cursors that led here, in the URL. */
export interface Paging {
  readonly cursor?: string;
  /** Cursors of the newer pages, the last one nearest; dots between them. */
  readonly trail?: string;
}

// Enough to go back by; past it, "Newer" leads to the start.
const TRAIL_MAX = 8;
const FIRST = '-';

/** The addresses of the neighbouring pages of a list. */
export function pagingLinks(
  path: string,
  { cursor, trail, ...rest }: Paging & Record<string, string | undefined>,
  nextCursor: string | null,
): { newerHref?: string; olderHref?: string } {
  const steps = trail?.split('.') ?? [];
  const back = steps.at(-1);
  const newer = { ...rest, ...(back && back !== FIRST ? { cursor: back } : {}) };
  return {
    ...(cursor ? { newerHref: hrefOf(path, newer, steps.slice(0, -1)) } : {}),
    ...(nextCursor
      ? { olderHref: hrefOf(path, { ...rest, cursor: nextCursor }, [...steps, cursor ?? FIRST]) }
      : {}),
  };
}

function hrefOf(path: string, search: Record<string, string | undefined>, steps: string[]): string {
  return path + stringifySearchText({ ...search, trail: steps.slice(-TRAIL_MAX).join('.') });
}
