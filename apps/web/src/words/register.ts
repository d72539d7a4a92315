/** The caption of the button is public: people look for it. */
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
