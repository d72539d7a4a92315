interface Dough {
  readonly dough: string;
  readonly edge: string;
  readonly topping: string;
}

export interface Crumb {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly turn: number;
}

const golden: Dough = { dough: '#d9a066', edge: '#b97a3f', topping: '#4a2c1a' };

/** By a word of the slug, so that a cookie new to the shop gets a fitting picture too. */
const doughs: readonly (readonly [word: string, dough: Dough])[] = [
  ['oat', { dough: '#cfa97a', edge: '#a98253', topping: '#5b2e3a' }],
  ['ginger', { dough: '#a9642f', edge: '#81481d', topping: '#fdf1e0' }],
  ['macadamia', { dough: '#e3bd83', edge: '#bf955a', topping: '#fff6e3' }],
  ['shortbread', { dough: '#efd6a7', edge: '#d6b679', topping: '#cda766' }],
  ['session', { dough: '#5d3a24', edge: '#432716', topping: '#8ab4ff' }],
];

export function doughOf(slug: string): Dough {
  return doughs.find(([word]) => slug.includes(word))?.[1] ?? golden;
}

const CRUMBS = 11;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Spread like the seeds of a sunflower; the slug decides where they begin, so each kind looks its own. */
export function crumbs(slug: string): Crumb[] {
  const seed = [...slug].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return Array.from({ length: CRUMBS }, (_, index) => {
    const angle = seed + index * GOLDEN_ANGLE;
    const radius = 40 * Math.sqrt((index + 0.5) / CRUMBS);
    return {
      x: Math.round(58 + radius * Math.cos(angle)),
      y: Math.round(57 + radius * Math.sin(angle)),
      size: 8 + ((seed + index * 5) % 5),
      turn: (seed + index * 47) % 90,
    };
  });
}
