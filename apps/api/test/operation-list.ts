import type { Api } from './api.ts';
import { routesOf } from './route-list.ts';

/** As much of JSON schema as the contract uses. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** One thing that can be asked of the server, and the shape in which it wants to be asked. */
export interface Operation {
  readonly method: string;
  /** `/api/users/{id}` */
  readonly path: string;
  readonly isPublic: boolean;
  readonly query: Readonly<Record<string, JsonSchema>>;
  readonly body: JsonSchema | undefined;
}

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly schema: JsonSchema;
}

interface Described {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>;
  };
}

type Paths = Readonly<Record<string, Readonly<Record<string, Described>>>>;

/** Every route, with what the published contract says of it: a new route is in the list by itself. */
export async function operationsOf(api: Api): Promise<Operation[]> {
  const contract = await (await api.raw('/api/openapi.json')).json();
  const { paths } = contract as { paths: Paths };
  return routesOf(api).map(({ method, path: pattern, isPublic }) => {
    const path = pattern.replace(/:(\w+)/g, '{$1}');
    const described = paths[path]?.[method.toLowerCase()];
    return {
      method,
      path,
      isPublic,
      query: Object.fromEntries(
        (described?.parameters ?? [])
          .filter((parameter) => parameter.in === 'query')
          .map(({ name, schema }) => [name, schema]),
      ),
      body: described?.requestBody?.content['application/json']?.schema,
    };
  });
}
