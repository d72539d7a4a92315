import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const css = readFileSync(new URL('../../src/styles/tokens.css', import.meta.url), 'utf8');

type Theme = 'light' | 'dark';

/** The colours of a token, as they stand in the style sheet. */
function colour(token: string, theme: Theme): string {
  const found = new RegExp(`--${token}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css);
  const hex = theme === 'light' ? found?.[1] : found?.[2];
  if (!hex) throw new Error(`There is no colour named ${token}.`);
  return hex;
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT = 4.5;
const CONTROL = 3;

const pairs = [
  ...['bg', 'surface', 'sunken'].flatMap((ground) => [
    { ink: 'text', ground, least: TEXT },
    { ink: 'muted', ground, least: TEXT },
    { ink: 'accent', ground, least: TEXT },
    { ink: 'control', ground, least: CONTROL },
    { ink: 'focus', ground, least: CONTROL },
  ]),
  { ink: 'on-accent', ground: 'accent', least: TEXT },
  { ink: 'on-accent', ground: 'accent-hover', least: TEXT },
  { ink: 'text', ground: 'accent-soft', least: TEXT },
  { ink: 'accent', ground: 'accent-soft', least: TEXT },
  { ink: 'muted', ground: 'accent-soft', least: TEXT },
  ...['danger', 'success', 'warning', 'info'].flatMap((level) => [
    { ink: level, ground: `${level}-soft`, least: TEXT },
    { ink: 'text', ground: `${level}-soft`, least: TEXT },
  ]),
  { ink: 'on-acting', ground: 'acting', least: TEXT },
  { ink: 'danger', ground: 'bg', least: TEXT },
  { ink: 'danger', ground: 'surface', least: TEXT },
];

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  it.each(pairs)(
    'shows $ink on $ground at $least : 1 or more [UX-AX-07]',
    ({ ink, ground, least }) => {
      expect(contrast(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(least);
    },
  );
});

it('measures as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});
