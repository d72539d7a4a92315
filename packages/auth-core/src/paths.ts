/** Every page of the web app, by name. API, SDK and web read their links and redirects from here. */
export const paths = {
  home: '/',
  login: '/login',
  register: '/register',
  finishRegistration: '/finish-registration',
  verifyEmail: '/verify-email',
  confirmEmail: '/confirm-email',
  forgotPassword: '/forgot-password',
  resetPassword: '/reset-password',
  logout: '/logout',
  welcome: '/welcome',
  confirm: '/confirm',
  users: '/users',
  user: '/users/:id',
  userEdit: '/users/:id/edit',
  personal: '/user/:username',
  settings: '/settings',
  settingsProfile: '/settings/profile',
  settingsPassword: '/settings/password',
  settingsDevices: '/settings/devices',
  settingsActivity: '/settings/activity',
  settingsData: '/settings/data',
  settingsDelete: '/settings/delete',
  accountClosing: '/account-closing',
  messages: '/messages',
  messageEdit: '/messages/:id/edit',
  cookies: '/cookies',
  cart: '/cart',
  checkout: '/checkout',
  orders: '/orders',
  order: '/orders/:id',
  admin: '/admin',
  adminUser: '/admin/users/:id',
  adminDashboard: '/admin/dashboard',
  adminEvents: '/admin/events',
  sessionsExplained: '/cookies-and-sessions',
  forbidden: '/forbidden',
} as const;

export type PageName = keyof typeof paths;

/** Pages that a visitor may open. Every other page asks for a log-in. */
export const publicPages: readonly PageName[] = [
  'home',
  'login',
  'register',
  'finishRegistration',
  'verifyEmail',
  'confirmEmail',
  'forgotPassword',
  'resetPassword',
  'logout',
  'messages',
  'cookies',
  'cart',
  'sessionsExplained',
  'forbidden',
];

/** Pages that a mailed link leads to. Their addresses come with a token, which must go nowhere else. */
export const tokenPages: readonly PageName[] = [
  'finishRegistration',
  'verifyEmail',
  'confirmEmail',
  'resetPassword',
];

/** Where a log-in or a registration leads unless `next` says otherwise. */
export const landingPage = paths.welcome;

const pages = (Object.keys(paths) as PageName[]).map((name) => ({
  name,
  pattern: pagePattern(paths[name]),
}));

/** The page at a path, with or without a slash at its end; undefined where there is none. */
export function pageAt(pathname: string): PageName | undefined {
  return pages.find(({ pattern }) => pattern.test(pathname))?.name;
}

/** True for a page that only people who are logged in may open. */
export function isGuardedPage(pathname: string): boolean {
  const page = pageAt(pathname);
  return page !== undefined && !publicPages.includes(page);
}

/** The address of a page, its parameters filled in. */
export function pathTo(page: PageName, params: Readonly<Record<string, string>> = {}): string {
  return paths[page].replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
}

function pagePattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}${path === '/' ? '' : '/?'}$`);
}
