import type { Outside, SeenOrigin } from './patient.ts';

const PATIENCE_MS = 5_000;

/** Looks at a server as browsers do. What it has to remember of that is forgotten at the end. */
export async function lookFromOutside(url: URL, origins: readonly string[]): Promise<Outside> {
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(new URL(path, url), {
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...init,
    });
  try {
    const live = await ask('/api/health/live');
    const written = await ask('/api/counter', { method: 'PUT', headers: { origin: url.origin } });
    const cookies = written.headers.getSetCookie();
    const seen = await Promise.all(origins.map((origin) => seenBy(origin, ask)));
    await forget(ask, url, cookies);
    return {
      url,
      trouble: undefined,
      clockAhead: clockOf(live),
      writing: { status: written.status, detail: await detailOf(written) },
      cookies,
      hasRequestId: written.headers.has('x-request-id'),
      origins: seen,
    };
  } catch (error) {
    return { ...unseen, url, trouble: wordsOf(error) };
  }
}

const unseen = {
  clockAhead: undefined,
  writing: { status: 0, detail: '' },
  cookies: [],
  hasRequestId: false,
  origins: [],
};

type Ask = (path: string, init?: RequestInit) => Promise<Response>;

async function seenBy(origin: string, ask: Ask): Promise<SeenOrigin> {
  const asked = { origin, 'access-control-request-method': 'PUT' };
  const preflight = await ask('/api/session', { method: 'OPTIONS', headers: asked });
  const answer = await ask('/api/session', { headers: { origin } });
  const allows = ({ headers }: Response): boolean =>
    headers.get('access-control-allow-origin') === origin &&
    headers.get('access-control-allow-credentials') === 'true';
  return {
    origin,
    isAllowed: allows(preflight) && allows(answer),
    exposed: (answer.headers.get('access-control-expose-headers') ?? '')
      .toLowerCase()
      .split(/\s*,\s*/),
  };
}

async function forget(ask: Ask, { origin }: URL, cookies: readonly string[]): Promise<void> {
  const cookie = cookies.map((line) => line.split(';', 1)[0]).join('; ');
  if (cookie !== '')
    await ask('/api/session', { method: 'DELETE', headers: { origin, cookie } }).catch(
      () => undefined,
    );
}

function clockOf({ headers }: Response): number | undefined {
  const told = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(told) ? undefined : (told - Date.now()) / 1000;
}

async function detailOf(answer: Response): Promise<string> {
  const body = (await answer.json().catch(() => undefined)) as { detail?: unknown } | undefined;
  return typeof body?.detail === 'string' ? body.detail : '';
}

function wordsOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : String(error);
}
