import { randomInt } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { median } from '../bench/statistics.ts';
import { rankTest } from '../test/rank-test.ts';

interface Figure {
  /** Milliseconds. */
  readonly median: number;
  /** How likely it is as slow as the one that it is compared with; 1 for that one itself. */
  readonly likelihood: number;
}

export type Figures = Readonly<Record<string, Figure>>;

const LEAST_LIKELIHOOD = 0.01;
const DIFFERENCE_MS = 3;
const DIFFERENCE_SHARE = 0.05;

/**
 * Times of several tasks, each compared with the first. They take turns, in another order each time, so that what disturbs
 * the machine disturbs all of them.
 */
export async function compareTimes(
  tasks: Readonly<Record<string, () => Promise<unknown>>>,
  { samples, between }: { samples: number; between: () => Promise<unknown> },
): Promise<Figures> {
  const names = Object.keys(tasks);
  const times = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < samples; round++) {
    await between();
    for (const name of shuffled(names)) {
      const began = performance.now();
      await tasks[name]?.();
      times.get(name)?.push(performance.now() - began);
    }
  }
  const [first = []] = times.values();
  return Object.fromEntries(
    names.map((name) => {
      const own = times.get(name) ?? [];
      return [name, { median: median(own), likelihood: own === first ? 1 : rankTest(own, first) }];
    }),
  );
}

/** Those that somebody could tell from the first, by the order of the times or by their middle, and on which side they are. */
export function tellingApart(figures: Figures): string[] {
  const [first] = Object.values(figures);
  if (!first) return [];
  const allowed = Math.max(DIFFERENCE_MS, first.median * DIFFERENCE_SHARE);
  return Object.entries(figures)
    .filter(
      ([, { median: own, likelihood }]) =>
        likelihood <= LEAST_LIKELIHOOD || Math.abs(own - first.median) > allowed,
    )
    .map(([name, { median: own }]) => `${own > first.median ? 'slower' : 'faster'}: ${name}`);
}

/** For whoever wants to look: the test says only whether it holds. */
export async function keepFigures(name: string, figures: Figures): Promise<void> {
  await mkdir('test-results', { recursive: true });
  await writeFile(`test-results/timing-${name}.json`, `${JSON.stringify(figures, null, 2)}\n`);
}

function shuffled(names: readonly string[]): string[] {
  const left = [...names];
  return names.map(() => left.splice(randomInt(left.length), 1)[0] ?? '');
}
