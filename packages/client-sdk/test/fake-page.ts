import { BroadcastChannel } from 'node:worker_threads';

// What the page of these tests lacks.
Object.assign(globalThis, { BroadcastChannel, IS_REACT_ACT_ENVIRONMENT: true });

/** The part of a response that the SDK reads. */
export function jsonResponse(json: unknown, status = 200): Response {
  const response = {
    status,
    ok: status < 300,
    headers: new Headers({ 'content-type': 'application/json' }),
    text: async () => JSON.stringify(json),
  };
  return response as Response;
}
