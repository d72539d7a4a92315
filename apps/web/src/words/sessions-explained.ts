interface CookieFacts {
  readonly name: string;
  readonly purpose: string;
  readonly lifetime: string;
  readonly flags: string;
}

export const sessionsExplainedWords = {
  title: 'Cookies and sessions',
  lead: 'Not the kind you eat. What your browser keeps for this site, what the server keeps, and for how long.',
  compare: {
    caption: 'A cookie beside a session',
    question: 'Question',
    cookie: 'Cookie',
    session: 'Session',
    rows: [
      {
        question: 'Where is it?',
        cookie: 'In your browser, which sends it with every request to this site.',
        session: 'On the server, in a database. Your browser never sees it.',
      },
      {
        question: 'What is in it?',
        cookie: 'A number of the session and a secret that nobody can guess. Nothing about you.',
        session: 'Who is logged in, since when, on which device; your cart and the counter.',
      },
      {
        question: 'Who can change it?',
        cookie: 'Whoever sits at the browser. A changed one opens nothing.',
        session: 'Only the server.',
      },
      {
        question: 'How large may it be?',
        cookie: 'About 4 KB with its name and flags; ours has less than 100 bytes.',
        session: 'As large as the server allows: a cart of 50 lines, a few messages.',
      },
      {
        question: 'When does it end?',
        cookie: 'When the browser closes, or on its date if you stay logged in.',
        session:
          'When you log out, when it was not used for too long, or when you end it from another device.',
      },
    ],
  },
  cookies: {
    heading: 'Every cookie of this site',
    caption: 'Name, purpose, lifetime and flags of each cookie',
    name: 'Name',
    purpose: 'Purpose',
    lifetime: 'Lifetime',
    flags: 'Flags',
    note: 'Visitors get no cookie before something has to be remembered for them. There are none for statistics or advertising.',
    rows: [
      {
        name: '__Host-sid',
        purpose: 'Says which session is yours, and proves it. It carries no data.',
        lifetime:
          'Until the browser closes; 30 days at most if you chose to stay logged in, 14 without use.',
        flags: 'HttpOnly, Secure, SameSite=Strict, Path=/',
      },
      {
        name: '__Host-here',
        purpose:
          'Only beside a session that stays: tells that the browser was not restarted, so that sensitive changes ask for your password after a restart. Its value is 1.',
        lifetime: 'Until the browser closes.',
        flags: 'HttpOnly, Secure, SameSite=Strict, Path=/',
      },
    ] satisfies CookieFacts[],
    plain:
      'On a machine of a developer, without HTTPS, they are called sid and here, and have no Secure flag.',
  },
  flags: {
    heading: 'What the flags mean',
    rows: [
      { name: 'HttpOnly', meaning: 'No script on a page can read it.' },
      { name: 'Secure', meaning: 'It travels over HTTPS only.' },
      { name: 'SameSite=Strict', meaning: 'Other sites cannot make your browser send it.' },
      { name: '__Host-', meaning: 'No other host, not even one of the same domain, can set it.' },
    ],
  },
};
