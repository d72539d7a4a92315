import { isApiError } from './api-error.ts';

const RETRIES = 2;
/** Milliseconds. A server that asks for more wants us to tell people, not to keep them waiting. */
const LONGEST_WAIT = 2000;

/** Tries a read again when nobody answered or the server is overloaded; never anything else. */
export async function withRetries<Answer>(read: () => Promise<Answer>): Promise<Answer> {
  for (let retry = 0; ; retry += 1) {
    try {
      return await read();
    } catch (error) {
      const wait = retry < RETRIES ? waitBeforeRetry(error, retry) : undefined;
      if (wait === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** With jitter, so that the clients of a server that comes back do not all ask at once. */
function waitBeforeRetry(error: unknown, retry: number): number | undefined {
  if (!isApiError(error) || (error.kind !== 'network' && error.status !== 503)) return undefined;
  const asked = (error.retryAfter ?? 0) * 1000;
  return asked > LONGEST_WAIT ? undefined : asked + (100 + 200 * Math.random()) * 2 ** retry;
}
