/** Why nobody was let in, where the server does not say it. */
export const refusalWords = {
  problem: 'There is a problem',
  offline: 'You are offline. What you typed is kept.',
  unreachable: 'We cannot reach the server. What you typed is kept. Try again.',
  wait: (seconds: number) => {
    if (seconds > 90) return `You can try again in ${Math.ceil(seconds / 60)} minutes.`;
    return seconds === 1
      ? 'You can try again in 1 second.'
      : `You can try again in ${seconds} seconds.`;
  },
  waitIsOver: 'You can try again now.',
};
