/** Words that a field and a flash message share, as the pages say them. */
export const EMPTY_CREDENTIALS = 'Username or Password cannot be empty.';
/** Without a full stop, unlike at log-in. */
export const EMPTY_REGISTRATION = 'Username or Password cannot be empty';
export const EMPTY_IDENTIFIER = 'Enter your username or your email address.';
export const PASSWORD_UNCHANGED =
  'This is the password that has to be replaced. Choose a different one.';
export const PASSWORD_MISMATCH = 'The password confirmation must match the password.';
/** Of the bar on every page of an admin who acts as a user, with scripts and without. */
export const actingWords = {
  label: 'Acting as a user',
  lead: 'You are acting as',
  recorded: 'Everything you do is recorded.',
  stop: 'Stop acting',
} as const;
