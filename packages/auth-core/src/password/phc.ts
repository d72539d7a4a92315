import { fromBase64, wholeNumber } from './primitives/text-bytes.ts';

export interface Argon2Parameters {
  readonly algorithm: string;
  /** 19 since 2015; 16 before, which a hash without a version has as well. */
  readonly version: number;
  /** KiB. */
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

// Higher costs in a stored string are damage or an attack, not a setting: one log-in would take the machine.
const MEMORY_MAX_KIB = 262_144;
const TIME_MAX = 16;
const PARALLELISM_MAX = 16;

const head = /^\$(argon2(?:id|i|d))\$(?:v=(16|19)\$)?([^$]*)\$([^$]*)\$([^$]*)$/;

/** Each once: whoever finds one twice, or none, cannot know which of them the library takes. */
const threeCosts = /^(?=.*m=)(?=.*t=)(?=.*p=)[mtp]=\d{1,10},[mtp]=\d{1,10},[mtp]=\d{1,10}$/;

/** As argon2 asks for, of each lane. */
const LANE_MIN_KIB = 8;

// Base64 without padding: a salt of 8 bytes at least (RFC 9106), and an output too long to be guessed.
const salted = /^[A-Za-z0-9+/]{11,86}$/;
const computed = /^[A-Za-z0-9+/]{22,172}$/;

/** Reads the parameters of an argon2 PHC string, in whatever order; undefined when it is none. */
export function parsePhc(stored: string | undefined): Argon2Parameters | undefined {
  const [, algorithm, version = '16', costs = '', salt = '', output = ''] =
    head.exec(stored ?? '') ?? [];
  const isWhole = algorithm !== undefined && threeCosts.test(costs);
  if (!isWhole || !salted.test(salt) || !computed.test(output)) return undefined;
  if (!fromBase64(salt) || !fromBase64(output)) return undefined;

  const cost = new Map(costs.split(',').map((pair) => pair.split('=') as [string, string]));
  const [memoryCost = 0, timeCost = 0, parallelism = 0] = ['m', 't', 'p'].map((name) =>
    wholeNumber(cost.get(name)),
  );
  const isSane =
    isCost(memoryCost, MEMORY_MAX_KIB) &&
    isCost(timeCost, TIME_MAX) &&
    isCost(parallelism, PARALLELISM_MAX) &&
    memoryCost >= LANE_MIN_KIB * parallelism;
  if (!isSane) return undefined;
  return { algorithm, version: Number(version), memoryCost, timeCost, parallelism };
}

function isCost(value: number, max: number): boolean {
  return Number.isInteger(value) && value > 0 && value <= max;
}
