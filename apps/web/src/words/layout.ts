import { navigationWords } from './navigation.ts';

/** Words that stand around every page. */
export const layoutWords = {
  brand: 'Gatehouse',
  site: navigationWords.siteName,
  skip: 'Skip to the page',
  nav: { label: 'Main', messages: 'Messages', cookies: 'Cookies', users: 'Users' },
  visitor: { logIn: 'Log in', signUp: 'Sign up' },
  user: {
    loggedInAs: 'Logged in as',
    profile: 'Profile',
    settings: 'Settings',
    orders: 'My orders',
    admin: 'Admin',
    logOut: 'Log out',
  },
  footer: {
    loggedInAs: (email: string) => `Logged in as ${email}.`,
    help: 'Cookies and sessions, explained',
  },
  theme: { label: 'Theme', system: 'System', light: 'Light', dark: 'Dark' },
  connectivity: {
    offline: 'You are offline. We will retry when you are back.',
    unreachable: 'We cannot reach the server. Trying again…',
    paused: (until: string) => `The service is paused. It should be back at ${until}.`,
    retry: 'Try now',
  },
};
