/** Words of the log-in and registration pages. The captions of their buttons are public: people look for them. */
export const loginWords = {
  pageTitle: 'Login',
  title: 'Log in',
  identifier: 'Username or email address',
  password: 'Password',
  remember: 'Keep me logged in on this device',
  rememberHint: 'For up to 30 days. Leave it off on a computer that others use.',
  submit: 'Login',
  busy: 'Logging in…',
  other: 'New here?',
  otherLink: 'Create an account',
};

export const registerWords = {
  pageTitle: 'Register',
  title: 'Create an account',
  username: 'Username',
  usernameHint: 'Letters from A to Z, digits, and . _ -',
  email: 'Email address',
  name: 'Name',
  nameHint: 'As you want to be called, in any script.',
  password: 'Password',
  passwordHint: (min: number) => `At least ${min} characters. A few unrelated words work well.`,
  confirmation: 'Confirm password',
  submit: 'Sign Up',
  busy: 'Signing up…',
  other: 'Already have an account?',
  otherLink: 'Log in',
};

export const refusalWords = {
  problem: 'There is a problem',
  offline: 'You are offline. What you typed is kept.',
  unreachable: 'We cannot reach the server. What you typed is kept. Try again.',
  wait: (seconds: number) =>
    seconds === 1 ? 'You can try again in 1 second.' : `You can try again in ${seconds} seconds.`,
  waitIsOver: 'You can try again now.',
};

export const cookiesBlocked =
  'Your browser does not keep our cookie, so we cannot keep you logged in. Allow cookies for this site and try again.';
