import type { AccountDeletion } from '@gatehouse/auth-core';

const counted = (count: number, one: string, many: string) =>
  count === 1 ? `1 ${one}` : `${count} ${many}`;

/** What is kept of an account, and how it ends. */
export const accountWords = {
  activity: {
    title: 'Activity',
    lead: 'What happened to your account in the last 90 days.',
    list: 'What happened, newest first',
    near: (address: string) => `Network ${address}`,
    admin: (username: string | null) => (username ? `By the admin ${username}` : 'By an admin'),
    operator: 'By whoever runs this service',
    empty: {
      title: 'Nothing yet',
      text: 'Log-ins and changes of your account will be listed here.',
    },
    doubt: 'Was something of this not you?',
    change: 'Change your password',
    look: 'then look at',
    devices: 'your devices',
    end: 'and log out those that you do not know.',
  },
  data: {
    title: 'Your data',
    lead: 'A copy of everything that is kept of you.',
    text: 'It is a file in JSON with your profile, messages, orders, devices and activity. Passwords and other secrets are not in it.',
    download: 'Download my data',
    file: 'my-data.json',
    problem: 'Your data was not downloaded',
    confirm: {
      title: 'Download a copy of your data?',
      body: 'Whoever gets the file can read all of it. Keep it where nobody else can open it.',
      confirm: 'Download',
      cancel: 'Cancel',
    },
  },
  remove: {
    title: 'Delete account',
    lead: 'You can change your mind for a while.',
    leadAtOnce: 'This cannot be undone.',
    whenHeading: 'When',
    closed:
      'At once nobody finds you any more, and you are logged out everywhere. Your messages can be read until the end.',
    deletedOn: 'Everything is deleted on',
    backHeading: 'How to come back',
    back: 'Log in before then, and choose to keep your account. After that nobody can bring it back.',
    deletedHeading: 'What is deleted',
    deleted: ({ messages }: AccountDeletion) => [
      'Your account, with your name, username, email address and picture',
      messages === 0
        ? 'Your messages: you have written none'
        : `Your messages: ${counted(messages, 'message', 'messages')}`,
      'Every log-in, on this and on all other devices',
    ],
    staysHeading: 'What stays',
    stays: ({ orders }: AccountDeletion) => [
      orders === 0
        ? 'Nothing: you have ordered nothing'
        : `What was ordered and when (${counted(orders, 'order', 'orders')}), without your name, address or account: the shop must keep its books`,
    ],
    type: (username: string) => `Type ${username} to confirm`,
    mismatch: (username: string) => `Type your username exactly: ${username}`,
    confirm: 'Delete my account',
    deleting: 'Deleting…',
    problem: 'Your account was not deleted',
  },
  closing: {
    title: 'Your account is closed',
    lead: 'It was deleted by you, or by an admin. You can still keep it.',
    deletedOn: 'Everything is deleted on',
    keep: 'Keep my account',
    keeping: 'Keeping…',
    problem: 'Your account could not be kept',
    leave: 'Log out, and let it be deleted',
  },
  newPassword:
    'You need a new password before you go on: others may know the one you have. Choose one that you use nowhere else.',
  lastLogIn: 'Your activity',
};
