import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import type { Machine } from './results.ts';

const GIB = 1024 ** 3;

export function machine(postgres: string): Machine {
  const cores = availableParallelism();
  return {
    processor: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cores} cores`,
    memory: `${Math.round(totalmem() / GIB)} GiB`,
    system: `${type()} ${release()}`,
    node: process.versions.node,
    postgres,
    at: new Date().toISOString(),
  };
}
