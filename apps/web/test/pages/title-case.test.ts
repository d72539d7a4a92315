import { describe, expect, it } from '@jest/globals';
import { titleCase } from '../../src/pages/home/title-case.ts';

describe('titleCase', () => {
  it.each([
    ['bob', 'Bob'],
    ['ALICE', 'Alice'],
    ['mary-ann.o_neil', 'Mary-Ann.O_Neil'],
    ['r2d2', 'R2D2'],
    ['émile', 'Émile'],
    ['', ''],
  ])('greets %s as %s [S-147]', (name, greeting) => expect(titleCase(name)).toBe(greeting));
});
