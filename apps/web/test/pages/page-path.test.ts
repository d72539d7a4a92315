import { paths } from '@gatehouse/auth-core';
import { describe, expect, it } from '@jest/globals';
import { routeId, routerPath } from '../../src/pages/navigation/page-path.ts';

describe('a page path', () => {
  it('is written as the router writes it', () => {
    expect(routerPath(paths.messageEdit)).toBe('/messages/$id/edit');
  });

  it('names the route of a page under the guard', () => {
    expect([routeId('home'), routeId('personal')]).toEqual(['/page/', '/page/user/$username']);
  });
});
