export const faultWords = {
  notFound: {
    title: 'Page not found',
    text: 'There is nothing at this address, or it is not for your account.',
    home: 'Go to the home page',
  },
  unexpected: {
    title: 'Something went wrong',
    text: 'Something went wrong on our side. Try again.',
    quote: (requestId: string) => `If it keeps happening, quote ${requestId}.`,
    retry: 'Try again',
  },
  unreachable: {
    title: 'We cannot reach the server',
    text: 'You are still logged in if you were. We keep trying.',
    retry: 'Try now',
    retrying: 'Trying…',
  },
  action: {
    unreachable: 'We cannot reach the server. What you typed is kept. Try again.',
    paused: (until: string) =>
      `The service is paused. It should be back at ${until}. What you typed is kept.`,
    timeout:
      'The server did not answer in time. We do not know whether it was done: look before you try again.',
    offline: 'You are offline. What you typed is kept.',
    rateLimited: 'Too many attempts.',
    unexpected: 'Something went wrong on our side. Try again.',
  },
};
