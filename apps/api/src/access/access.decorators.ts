import type { Policy, Restriction } from '@gatehouse/auth-core';
import { Reflector } from '@nestjs/core';

const mark = () => ({ transform: () => true as const });

/** Opens a route to visitors. Every other route asks for a log-in. */
export const Public = Reflector.createDecorator<void, true>(mark());

/** Opens a route to visitors and does not look at the session at all: it works while sessions cannot be read. */
export const Sessionless = Reflector.createDecorator<void, true>(mark());

/** Asks a policy that needs no record. One that does is asked by the service that loads the record. */
export const Authorize = Reflector.createDecorator<Policy>();

/** Asks for a credential proved lately. */
export const Fresh = Reflector.createDecorator<void, true>(mark());

/** Opens a route to an admin who acts for somebody, or closes it. Unsaid, `isOpenByDefault` decides. */
export const WhileActing = Reflector.createDecorator<boolean>();
/** Stays open to people who have something to decide first. Every other route is closed to them, public ones as well. */
export const AllowedWhile = Reflector.createDecorator<readonly Restriction[]>();

/** Asked for by a page, not by a person: no sign of life of the session. */
export const Background = Reflector.createDecorator<void, true>(mark());
