/** The caption of the button is public: people look for it. */
export const loginWords = {
  pageTitle: 'Login',
  title: 'Log in',
  identifier: 'Username or email address',
  password: 'Password',
  remember: 'Keep me logged in on this device',
  rememberHint: 'For up to 30 days. Leave it off on a computer that others use.',
  submit: 'Login',
  busy: 'Logging in…',
  forgotten: 'Forgot your password?',
  other: 'New here?',
  otherLink: 'Create an account',
};
