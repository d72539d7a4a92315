/** Said before a session ends because nobody has used it. */
export const idleWords = {
  title: 'Are you still there?',
  lead: 'Nobody has used this page for a while. To protect your account, you will be logged out in:',
  spoken: (seconds: number) => `You will be logged out in ${inWords(seconds)}.`,
  stay: 'Stay logged in',
  staying: 'One moment…',
  problem: 'Your session was not prolonged',
};

function inWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const parts = [
    ...(minutes > 0 ? [minutes === 1 ? '1 minute' : `${minutes} minutes`] : []),
    ...(rest > 0 || minutes === 0 ? [rest === 1 ? '1 second' : `${rest} seconds`] : []),
  ];
  return parts.join(' ');
}
