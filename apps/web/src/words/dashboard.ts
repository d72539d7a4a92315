import { controlWords } from './controls.ts';

const number = (count: number) => count.toLocaleString(controlWords.locale);

/** What is drawn over time. */
export const seriesWords = {
  logIns: { title: 'Log-ins', text: 'Sessions that began with a password.' },
  failures: { title: 'Wrong passwords', text: 'Also for names that nobody has.' },
  throttles: { title: 'Tries that were stopped', text: 'Too many in too short a time.' },
  newDevices: { title: 'New devices', text: 'Log-ins from a browser not used before.' },
};

export const periodWords = { day: '24 hours', week: '7 days', month: '30 days' };

export const dashboardWords = {
  title: 'Dashboard',
  lead: 'What happens to all accounts, at a glance.',
  now: 'At this moment',
  numbers: {
    accounts: 'Accounts',
    suspended: 'Suspended',
    closing: 'To be deleted',
    sessions: 'People’s sessions',
  },
  number,
  period: 'Period',
  over: (period: string) => `The last ${period}`,
  chart: {
    none: 'Nothing happened in this time.',
    total: (count: number) => `${number(count)} in all`,
    /** The whole chart, for whoever does not see it. */
    summary: (title: string, total: number, peak: string) =>
      `${title}: ${number(total)} in all, at most ${peak}`,
    at: (count: number, when: string) => `${number(count)}, ${when}`,
    soFar: (count: number, when: string) => `${number(count)} so far, ${when}`,
    look: (title: string) => `${title}: look at one step of time`,
    table: 'The same in numbers',
    caption: (title: string) => `${title}, step by step`,
    time: 'Time',
    count: 'Number',
  },
  notes: {
    failures: (failures: number, logIns: number) =>
      `${number(failures)} passwords were wrong and ${number(logIns)} log-ins were right in this time: it looks as if somebody guesses.`,
    throttles: (throttles: number) =>
      `${number(throttles)} tries were stopped in this time, because there were too many.`,
  },
  guessed: {
    title: 'Accounts whose passwords are guessed',
    text: 'Wrong passwords in a row since the last right one.',
    none: 'No account has three or more wrong passwords in a row.',
    caption: 'Guessed accounts, the most wrong passwords first',
    account: 'Account',
    failures: 'Wrong passwords',
    lastTry: 'Last try',
  },
};
