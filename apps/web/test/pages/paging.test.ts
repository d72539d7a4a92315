import { describe, expect, it } from '@jest/globals';
import { pagingLinks } from '../../src/pages/navigation/paging.ts';
import { parseSearchText } from '../../src/pages/navigation/search-text.ts';

function follow(href: string | undefined, nextCursor: string | null) {
  if (!href) throw new Error('There is no such link.');
  return pagingLinks('/users', parseSearchText(href.split('?')[1] ?? ''), nextCursor);
}

describe('paging', () => {
  it('has no links around the only page', () => {
    expect(pagingLinks('/users', {}, null)).toEqual({});
  });

  it('leads to older pages, and back the same way to the first', () => {
    const first = pagingLinks('/users', {}, 'b');
    const second = follow(first.olderHref, 'c');
    const third = follow(second.olderHref, null);
    expect(first.newerHref).toBeUndefined();
    expect(third.olderHref).toBeUndefined();

    const backOnSecond = follow(third.newerHref, 'c');
    expect(backOnSecond).toEqual(second);
    expect(backOnSecond.newerHref).toBe('/users');
  });

  it('leads from a shared address of a later page to the first one', () => {
    expect(pagingLinks('/users', { cursor: 'c' }, null).newerHref).toBe('/users');
  });

  it('keeps the search on the way', () => {
    const { olderHref } = pagingLinks('/users', { search: 'ana & co' }, 'b');
    expect(parseSearchText(olderHref?.split('?')[1] ?? '')).toEqual({
      search: 'ana & co',
      cursor: 'b',
      trail: '-',
    });
  });

  it('keeps its address short on a long way', () => {
    let page = pagingLinks('/users', {}, 'cursor-1');
    for (let number = 2; number < 40; number++) page = follow(page.olderHref, `cursor-${number}`);
    expect(page.olderHref?.length).toBeLessThan(200);
  });
});
