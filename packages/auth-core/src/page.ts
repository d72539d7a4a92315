/** One page of a list. `nextCursor` asks for the next one; null at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export interface PageQuery {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export interface UserQuery extends PageQuery {
  readonly search?: string | undefined;
}

export const PAGE_LIMIT = 20;
export const PAGE_LIMIT_MAX = 100;
