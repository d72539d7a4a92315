import type { Restriction } from '@gatehouse/auth-core';
import { RequestMethod, type Type } from '@nestjs/common';
import { ModulesContainer, Reflector } from '@nestjs/core';
import {
  AllowedWhile,
  Authorize,
  Fresh,
  Public,
  Sessionless,
} from '../src/access/access.decorators.ts';
import type { Api } from './api.ts';

/** One handler of a controller, and what its decorators say. */
export interface Route {
  /** `GET /api/users/:id` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly isPublic: boolean;
  /** It does not look who asks. */
  readonly isSessionless: boolean;
  readonly isFresh: boolean;
  readonly hasPolicy: boolean;
  readonly hasAnswerSchema: boolean;
  readonly status: number | undefined;
  /** What does not close it to a person. */
  readonly allowedWhile: readonly Restriction[];
}

/** Every route that Nest knows, read from the controllers themselves. */
export function routesOf(api: Api): Route[] {
  const reflector = api.app.get(Reflector);
  const controllers = [...api.app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].map(({ metatype }) => metatype as Type),
  );
  return controllers.flatMap((controller) =>
    handlersOf(controller).flatMap((handler) => routesAt(reflector, controller, handler)),
  );
}

/** Those of the API: the pages have a test of their own. */
export function apiRoutesOf(api: Api): Route[] {
  return routesOf(api).filter(({ path }) => path.startsWith('/api/'));
}

type Handler = (...args: unknown[]) => unknown;

function handlersOf(controller: Type): Handler[] {
  const prototype = controller.prototype as Record<string, Handler>;
  return Object.getOwnPropertyNames(prototype)
    .map((name) => prototype[name])
    .filter(
      (handler): handler is Handler =>
        typeof handler === 'function' && Reflect.hasMetadata('method', handler),
    );
}

function routesAt(reflector: Reflector, controller: Type, handler: Handler): Route[] {
  const places = [handler, controller];
  const method = RequestMethod[Reflect.getMetadata('method', handler) as number] ?? '';
  const config = Reflect.getMetadata('__fastify_route_config__', handler) as
    | { answer?: unknown }
    | undefined;
  const isPublic =
    reflector.getAllAndOverride(Public, places) || reflector.getAllAndOverride(Sessionless, places);
  const base = String(Reflect.getMetadata('path', controller));
  return [Reflect.getMetadata('path', handler) as string | string[]].flat().map((own) => {
    const path = `/${base}/${own}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
    return {
      name: `${method} ${path}`,
      method,
      path,
      isPublic: Boolean(isPublic),
      isSessionless: Boolean(reflector.getAllAndOverride(Sessionless, places)),
      isFresh: Boolean(reflector.getAllAndOverride(Fresh, places)),
      hasPolicy: reflector.getAllAndOverride(Authorize, places) !== undefined,
      hasAnswerSchema: config?.answer !== undefined,
      status: Reflect.getMetadata('__httpCode__', handler) as number | undefined,
      allowedWhile: reflector.getAllAndOverride(AllowedWhile, places) ?? [],
    };
  });
}
