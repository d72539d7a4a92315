export type { CookieStore } from '../call.ts';
export { type CookieMemory, createCookieMemory } from './cookie-memory.ts';
