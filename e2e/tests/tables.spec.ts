import { expect, test } from '../fixtures.ts';

for (const width of [1280, 360])
  test(`a list of people is a table for assistive technology at ${width} px [UX-AD-01]`, async ({
    loggedInPage: page,
    person,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`/users?search=${person.user.username}`);
    await expect(page.getByRole('table')).toBeVisible();
    // What the browser tells: a style may take the roles of a table away.
    const devtools = await page.context().newCDPSession(page);
    const { nodes } = await devtools.send('Accessibility.getFullAXTree');
    const told = nodes
      .filter(({ ignored }) => !ignored)
      .map(({ role, name }) => `${role?.value} ${name?.value ?? ''}`.trim());
    expect(told).toEqual(
      expect.arrayContaining([
        'table Everybody who has an account',
        'columnheader Username',
        expect.stringMatching(new RegExp(`^rowheader .*${person.user.name}`)),
        expect.stringMatching(new RegExp(`^cell .*${person.user.username}`)),
      ]),
    );
  });
