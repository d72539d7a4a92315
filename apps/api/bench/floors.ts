import { ServerProcess } from './server-process.ts';

/** The two answers of `GET /api/session`, which the floors give as well. */
export interface Bodies {
  readonly long: string;
  readonly short: string;
}

export interface Floors {
  readonly http: ServerProcess;
  readonly nest: ServerProcess;
  readonly update: ServerProcess;
}

export async function startFloors(bodies: Bodies, databaseUrl: string): Promise<Floors> {
  const [http, nest, update] = await Promise.all([
    startFloor('http', bodies),
    startNestFloor(bodies),
    ServerProcess.start({
      script: scriptOf('update'),
      variables: { DATABASE_URL: databaseUrl },
      ready: { path: '/00000000-0000-0000-0000-000000000000', body: { name: '' }, method: 'PATCH' },
    }),
  ]);
  return { http, nest, update };
}

export function startNestFloor(bodies: Bodies): Promise<ServerProcess> {
  return startFloor('nest', bodies);
}

function startFloor(name: 'http' | 'nest', { long, short }: Bodies): Promise<ServerProcess> {
  return ServerProcess.start({
    script: scriptOf(name),
    variables: { NODE_ENV: 'production', LONG: long, SHORT: short },
    ready: { path: '/short' },
  });
}

function scriptOf(name: string): URL {
  return new URL(`./processes/${name}-floor.js`, import.meta.url);
}
