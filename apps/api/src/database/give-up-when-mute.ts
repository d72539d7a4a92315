import type pg from 'pg';

type Query = (...parameters: unknown[]) => unknown;

/**
 * Closes a connection whose answer did not come in time. The statement may still be under way in it: whoever had the
 * connection next, and the end of the transaction before that, would wait behind it.
 */
export function giveUpWhenMute(client: pg.Client): void {
  const ask = client.query.bind(client) as Query;
  const query: Query = (...parameters) => {
    const answer = ask(...parameters);
    if (answer instanceof Promise)
      answer.catch((error: unknown) => {
        if (isReadTimeout(error)) client.end().catch(() => undefined);
      });
    return answer;
  };
  Object.assign(client, { query });
}

/** The driver gives it no code. */
function isReadTimeout(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}
