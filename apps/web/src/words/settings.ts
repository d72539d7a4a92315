import { logInHistory } from '@gatehouse/auth-core';
import { controlWords } from './controls.ts';

const { days, counted } = logInHistory;

const logIns = (count: number) => {
  if (count < counted) return count === 1 ? '1 log-in' : `${count} log-ins`;
  return `${counted.toLocaleString(controlWords.locale)} or more log-ins`;
};

export const settingsWords = {
  parts: 'Settings',
  profile: { title: 'Profile', lead: 'What others see of you, and how you log in.' },
  password: {
    title: 'Password',
    lead: 'All your other devices are logged out when you change it.',
    current: 'Current password',
    next: 'New password',
    hint: (min: number) => `At least ${min} characters. A few unrelated words work well.`,
    again: 'New password, again',
    save: 'Change password',
    saving: 'Changing…',
    problem: 'The password was not changed',
    missing: 'Enter your current password',
    username: 'Username',
  },
  devices: {
    title: 'Devices',
    lead: 'Every browser that is logged in to your account.',
    list: 'Devices that are logged in',
    on: (browser: string, os: string) => `${browser} on ${os}`,
    current: 'This device',
    lastActive: 'Last active',
    loggedIn: 'logged in',
    remembered: 'Remembered',
    notRemembered: 'Until the browser closes',
    actedBy: (admin: string) => `Used by the admin ${admin}`,
    near: (address: string) => `Network ${address}`,
    end: 'Log out',
    endOf: (device: string, when: string) => `Log out ${device}, last active ${when}`,
    endProblem: (device: string) => `${device} could not be logged out.`,
    endOthers: 'Log out all other devices',
    none: 'No other device is logged in.',
    previous: 'Last log-in before this one',
    noPrevious: `You have not logged in before this in the last ${days} days.`,
    count: (count: number) => `${logIns(count)} in the last ${days} days`,
    notYou: 'If that was not you, change your password.',
    confirm: {
      title: (count: number) =>
        count === 1 ? 'Log out 1 other device?' : `Log out ${count} other devices?`,
      body: 'Whoever uses them has to log in again. This device stays logged in.',
      confirm: 'Log out other devices',
      cancel: 'Cancel',
      problem: 'The other devices were not logged out',
    },
  },
};
