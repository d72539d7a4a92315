import * as rules from '@gatehouse/auth-core';
import { type DynamicModule, RequestMethod, type Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Access, RouteAccess } from '../../access/route-access.ts';

/** A route, and who may use it. */
export interface RouteRule {
  readonly method: string;
  readonly path: string;
  readonly rule: string;
  readonly isPublic: boolean;
  readonly policy: string | null;
  readonly isFresh: boolean;
}

type Imported = Type | DynamicModule | Promise<DynamicModule> | { forwardRef: () => Imported };
type Handler = (...args: never[]) => unknown;

/** Every route of a module and of what it imports, as decorators say: nothing is started for it. */
export async function routeRulesOf(module: Imported): Promise<RouteRule[]> {
  const controllers = new Set<Type>();
  await collect(module, controllers, new Set());
  const access = new RouteAccess(new Reflector());
  return [...controllers]
    .flatMap((controller) =>
      handlersOf(controller).flatMap((handler) =>
        routesAt(controller, handler).map((route) => ({
          ...route,
          ...judged(access.read([handler, controller])),
        })),
      ),
    )
    .sort((one, other) => (`${one.path} ${one.method}` < `${other.path} ${other.method}` ? -1 : 1));
}

async function collect(given: Imported, found: Set<Type>, seen: Set<unknown>): Promise<void> {
  const imported = await given;
  if (seen.has(imported)) return;
  seen.add(imported);
  if ('forwardRef' in imported) return collect(imported.forwardRef(), found, seen);
  const dynamic = 'module' in imported ? imported : undefined;
  const own = dynamic ? dynamic.module : (imported as Type);
  const said = <Part>(name: string): Part[] => Reflect.getMetadata(name, own) ?? [];
  for (const controller of [...said<Type>('controllers'), ...(dynamic?.controllers ?? [])])
    found.add(controller);
  for (const inner of [...said<Imported>('imports'), ...(dynamic?.imports ?? [])])
    await collect(inner as Imported, found, seen);
}

function handlersOf(controller: Type): Handler[] {
  const prototype = controller.prototype as Record<string, Handler | undefined>;
  return Object.getOwnPropertyNames(prototype)
    .map((name) => prototype[name])
    .filter((handler): handler is Handler => isHandler(handler));
}

function isHandler(member: unknown): boolean {
  return typeof member === 'function' && Reflect.hasMetadata('method', member);
}

function routesAt(controller: Type, handler: Handler): { method: string; path: string }[] {
  const method = RequestMethod[Reflect.getMetadata('method', handler) as number] ?? '';
  const bases = [Reflect.getMetadata('path', controller) as string | string[]].flat();
  const own = [Reflect.getMetadata('path', handler) as string | string[]].flat();
  return bases.flatMap((base) =>
    own.map((path) => ({
      method,
      path: `/${base}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
    })),
  );
}

function judged({ isSessionless, isPublic, policy, isFresh }: Access) {
  const name = policy ? nameOf(policy) : null;
  const rule = isSessionless
    ? 'public, without a session'
    : isPublic
      ? 'public'
      : ['log-in', name, isFresh ? 'fresh' : null].filter(Boolean).join(', ');
  return { rule, isPublic: isSessionless || isPublic, policy: name, isFresh };
}

/** As it is exported: several names may stand for one rule. */
function nameOf(policy: NonNullable<Access['policy']>): string {
  const names = Object.entries(rules).flatMap(([name, rule]) => (rule === policy ? [name] : []));
  return names.find((name) => name.startsWith('can')) ?? names[0] ?? policy.name;
}
