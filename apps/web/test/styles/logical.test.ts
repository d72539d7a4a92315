import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

interface Declaration {
  readonly property: string;
  readonly value: string;
}

function declarationsOf(css: string): Declaration[] {
  const plain = css.replace(/\/\*.*?\*\//gs, '');
  return [...plain.matchAll(/(?<=[{;]\s*)([\w-]+)\s*:\s*([^;{}]+)(?=[;}])/g)].map(
    ([, property = '', value = '']) => ({ property, value: value.trim() }),
  );
}

/** True for what would stay on its side when the language runs from right to left. */
function isPhysical({ property, value }: Declaration): boolean {
  if (/(^|-)(left|right)($|-)/.test(property)) return true;
  if (/\b(left|right)\b/.test(value) && /^(text-align|float|clear)$/.test(property)) return true;
  const sides = value.split(/\s+(?![^(]*\))/);
  return /^(margin|padding|inset)$/.test(property) && sides.length === 4 && sides[1] !== sides[3];
}

const words = (css: string) =>
  declarationsOf(css)
    .filter(isPhysical)
    .map(({ property, value }) => `${property}: ${value}`);

describe('the style sheets', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.css'),
  );

  it('know start and end, not left and right [UX-IN-02]', () => {
    expect(files.length).toBeGreaterThan(20);
    const found = files.flatMap((file) =>
      words(readFileSync(src + file, 'utf8')).map((declaration) => `${file}: ${declaration}`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    ['.a { margin-left: 1px; }', 1],
    ['.a { color: red; right: 0 }', 1],
    ['.a { .b { text-align: left; } }', 1],
    ['.a { margin: 0 -8px 0 0; }', 1],
    ['.a { margin: 0 max(1px, 2px) 0 max(1px, 2px); }', 0],
    ['.a { margin-inline-start: 1px; /* left: 0; */ text-align: start; inset: 0; }', 0],
  ])('are read as they should be: %s', (css, count) => {
    expect(words(css)).toHaveLength(count);
  });
});
