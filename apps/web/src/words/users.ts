export const usersWords = {
  title: 'Users',
  caption: 'Everybody who has an account',
  search: 'Search by name or username',
  found: (count: number, more: boolean) =>
    count === 1 && !more ? '1 user found' : `${count}${more ? ' or more' : ''} users found`,
  none: {
    title: 'Nobody found',
    text: 'Try a shorter name, or a part of the username.',
    clear: 'Show everybody',
  },
  columns: { person: 'Name', username: 'Username', since: 'With us since' },
  profile: {
    title: (name: string) => name,
    username: 'Username',
    email: 'Email address',
    unverified: 'Not verified',
    role: 'Role',
    since: 'With us since',
    edit: 'Edit profile',
    remove: 'Delete account',
    administer: 'Administer',
    you: 'This is you',
  },
  edit: {
    title: (name: string) => `Edit ${name}`,
    asAdmin: (name: string) => `You are editing ${name}'s account as admin`,
  },
  form: {
    problem: 'The profile was not saved',
    name: 'Name',
    nameHint: 'As you want to be called, in any script.',
    username: 'Username',
    usernameHint: 'For logging in: letters from A to Z, digits, and . _ -',
    email: 'Email address',
    avatarUrl: 'Picture',
    avatarHint: 'An address that begins with https://',
    save: 'Save changes',
    saving: 'Saving…',
    cancel: 'Cancel',
    unchanged: 'Nothing has changed yet.',
  },
  remove: {
    title: (name: string) => `Delete ${name}?`,
    body: (name: string) =>
      `The account of ${name} is closed, and every log-in of it ends. When its time is over it is deleted with every message; orders stay, without name and address. Until then ${name} can log in and keep it: suspend the account where that is not wanted.`,
    confirm: (name: string) => `Delete ${name}`,
    cancel: 'Keep the account',
    problem: 'The account was not deleted',
  },
};

export const roleWords = { member: 'Member', admin: 'Admin' } as const;
