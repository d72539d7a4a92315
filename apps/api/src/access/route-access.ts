import type { Policy, Restriction } from '@gatehouse/auth-core';
import type { ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  AllowedWhile,
  Authorize,
  Background,
  Fresh,
  Public,
  Sessionless,
  WhileActing,
} from './access.decorators.ts';
import { isOpenToActing } from './open-to-acting.ts';

/** Who may use a route, as its decorators say. */
export interface Access {
  readonly isSessionless: boolean;
  readonly isBackground: boolean;
  readonly isPublic: boolean;
  readonly policy: Policy | undefined;
  readonly isFresh: boolean;
  /** To an admin who acts for somebody. */
  readonly isOpenToActing: boolean;
  /** What does not close it. */
  readonly allowedWhile: readonly Restriction[];
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
    const access = this.read([handler, controller]);
    this.#known.set(controller, handlers.set(handler, access));
    return access;
  }

  /** @param route the handler, whose decorators win over those of its controller */
  read(route: [Handler, Controller]): Access {
    const rules = {
      policy: this.reflector.getAllAndOverride(Authorize, route),
      isFresh: this.reflector.getAllAndOverride(Fresh, route) === true,
    };
    const said = this.reflector.getAllAndOverride(WhileActing, route);
    return {
      isSessionless: this.reflector.getAllAndOverride(Sessionless, route) === true,
      isBackground: this.reflector.getAllAndOverride(Background, route) === true,
      isPublic: this.reflector.getAllAndOverride(Public, route) === true,
      isOpenToActing: said ?? isOpenToActing(pathOf(route), rules),
      ...rules,
      allowedWhile: this.reflector.getAllAndOverride(AllowedWhile, route) ?? [],
    };
  }
}

/** As Nest keeps it: of the controller, and of the handler in it. */
function pathOf([handler, controller]: [Handler, Controller]): string {
  const own = [controller, handler].map((place) =>
    String(Reflect.getMetadata('path', place) ?? ''),
  );
  return own.join('/').replace(/\/+/g, '/');
}
