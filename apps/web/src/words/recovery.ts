/** Forgotten passwords. What is said to everybody tells nobody whether there is such an account. */
export const recoveryWords = {
  forgot: {
    title: 'Forgot your password?',
    lead: 'We send you a link with which you choose a new one.',
    identifier: 'Username or email address',
    submit: 'Send the link',
    sending: 'Sending…',
    problem: 'No link was asked for',
    sentTitle: 'Look into your mailbox',
    sent: 'If there is an account for what you typed, we have sent a link to its email address.',
    nothing:
      'Nothing there after a few minutes? Look among unwanted mail, or type your address instead of your username.',
    again: 'Ask for another link',
    logIn: 'Back to the log-in',
    noMail:
      'No mail is sent from here. Whoever runs this site can give you a link for a new password.',
  },
  reset: {
    title: 'Choose a new password',
    lead: 'All your devices are logged out then, and you log in with the new password.',
    loggedIn: (username: string) =>
      `This browser is logged in as ${username}. That ends too, whoever the link is for.`,
    next: 'New password',
    hint: (min: number) => `At least ${min} characters. A few unrelated words work well.`,
    again: 'New password, again',
    save: 'Save the new password',
    saving: 'Saving…',
    problem: 'The password was not changed',
    withoutLink: 'This page needs the link from our email: open it there once more.',
    overTitle: 'This link is good for nothing any more',
    over: 'It was used already, is too old, or a newer one took its place. Your password was not changed.',
    askAgain: 'Ask for a new link',
  },
};
