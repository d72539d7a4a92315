import { answerOf } from './answer.ts';
import { ApiError, isApiError } from './api-error.ts';
import type { Call, Http, HttpOptions, Method } from './call.ts';
import { queryOf } from './query.ts';
import { withRetries } from './retry.ts';

// Named segments only: an id of '', '..' or '\t/' would make another call of this one, or send it to another host.
const plainPath = /^(\/(?!(\.|%2e){0,2}(\/|\?|$))[^/?#\\\s]*)+(\?[^#\s]*)?$/i;

interface Listening extends HttpOptions {
  readonly onAnswer: (answer: Response) => void;
}

/** The one place that talks to the network: sends, gives up, tries again, and reads what comes back. */
export function createHttp(options: Listening): Http {
  const base = options.baseUrl?.replace(/\/+$/, '') ?? '';
  const reads = new Map<string, Promise<unknown>>();

  const http = async (method: Method, path: string, call: Call = {}): Promise<unknown> => {
    if (!plainPath.test(path)) throw new TypeError('Not a path: is an id missing?');
    const url = new URL(base + path + queryOf(call.query), globalThis.location?.href);
    const attempt = () => send(options, url, { method, ...call });

    if (method !== 'GET') {
      // What was read before a change is no answer to who asks after it.
      reads.clear();
      return attempt().finally(() => reads.clear());
    }
    const known = reads.get(url.href);
    if (known && !call.isAlone) return known;

    const read = withRetries(attempt);
    const forget = () => reads.get(url.href) === read && reads.delete(url.href);
    reads.set(url.href, read);
    read.then(forget, forget);
    return read;
  };
  return http as Http;
}

async function send(
  options: Listening,
  url: URL,
  call: Call & { readonly method: Method },
): Promise<unknown> {
  const { fetch = globalThis.fetch, timeout = 10_000, cookies } = options;
  const headers = await headersOf(options, url, call);
  const body = call.body === undefined ? null : JSON.stringify(call.body);
  const signal = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(url, {
      method: call.method,
      headers,
      body,
      signal,
      credentials: 'include',
      redirect: 'manual',
    });
    options.onAnswer(response);
    cookies?.store(url, response.headers.getSetCookie());
    return await answerOf(response);
  } catch (error) {
    throw asApiError(error, signal.aborted);
  }
}

async function headersOf(options: HttpOptions, url: URL, call: Call): Promise<Headers> {
  const given = options.headers;
  const headers = new Headers(typeof given === 'function' ? await given() : given);
  const own = {
    accept: 'application/json',
    'content-type': call.body === undefined ? undefined : 'application/json',
    origin: options.origin,
    cookie: options.cookies?.header(url),
    ...call.headers,
  };
  for (const [name, value] of Object.entries(own)) if (value) headers.set(name, value);
  return headers;
}

function asApiError(error: unknown, isLate: boolean): ApiError {
  if (isApiError(error)) return error;
  const facts = { code: 'unavailable', status: 0 } as const;
  return isLate
    ? new ApiError({ ...facts, kind: 'timeout', title: 'The server took too long to answer.' })
    : new ApiError({ ...facts, kind: 'network', title: 'The server cannot be reached.' }, error);
}
