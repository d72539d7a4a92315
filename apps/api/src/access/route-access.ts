import type { Policy } from '@gatehouse/auth-core';
import type { ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Authorize, Background, Fresh, Public, Sessionless } from './access.decorators.ts';

/** Who may use a route, as its decorators say. */
export interface Access {
  readonly isSessionless: boolean;
  readonly isBackground: boolean;
  readonly isPublic: boolean;
  readonly policy: Policy | undefined;
  readonly isFresh: boolean;
}

type Controller = ReturnType<ExecutionContext['getClass']>;
type Handler = ReturnType<ExecutionContext['getHandler']>;

/** Reads the decorators of each route once: they do not change, and reading them costs more than a session. */
@Injectable()
export class RouteAccess {
  readonly #known = new WeakMap<Controller, WeakMap<Handler, Access>>();

  constructor(private readonly reflector: Reflector) {}

  of(context: ExecutionContext): Access {
    const [controller, handler] = [context.getClass(), context.getHandler()];
    const handlers = this.#known.get(controller) ?? new WeakMap<Handler, Access>();
    const known = handlers.get(handler);
    if (known) return known;
    const access = this.#read([handler, controller]);
    this.#known.set(controller, handlers.set(handler, access));
    return access;
  }

  #read(route: [Handler, Controller]): Access {
    return {
      isSessionless: this.reflector.getAllAndOverride(Sessionless, route) === true,
      isBackground: this.reflector.getAllAndOverride(Background, route) === true,
      isPublic: this.reflector.getAllAndOverride(Public, route) === true,
      policy: this.reflector.getAllAndOverride(Authorize, route),
      isFresh: this.reflector.getAllAndOverride(Fresh, route) === true,
    };
  }
}
