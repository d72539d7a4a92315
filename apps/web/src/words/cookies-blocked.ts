export const cookiesBlocked =
  'Your browser does not keep our cookie, so we cannot keep you logged in. Allow cookies for this site and try again.';
