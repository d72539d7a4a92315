import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { chooseTheme, chosenTheme, onThemeChange } from '../../src/lib/theme.ts';

const root = document.documentElement;

/** The script runs once in each document. */
async function firstPaint(): Promise<void> {
  delete root.dataset['theme'];
  jest.resetModules();
  await import('../../src/lib/first-paint.ts');
}

beforeEach(() => {
  localStorage.clear();
  delete root.dataset['theme'];
});

describe('the theme', () => {
  it('is the choice of the system until somebody chooses', () => {
    expect(chosenTheme()).toBe('system');
  });

  it('is kept for the first paint of the next document [UX-VS-04]', async () => {
    const heard = jest.fn();
    const stop = onThemeChange(heard);
    chooseTheme('dark');
    stop();
    expect(heard).toHaveBeenCalledTimes(1);

    await firstPaint();
    expect(root.dataset['theme']).toBe('dark');
    expect(chosenTheme()).toBe('dark');
  });

  it('goes back to the choice of the system', async () => {
    chooseTheme('light');
    chooseTheme('system');
    expect(localStorage).toHaveLength(0);

    await firstPaint();
    expect(chosenTheme()).toBe('system');
  });

  it('is no place to put something else', async () => {
    localStorage.setItem('theme', 'x" onload="');
    await firstPaint();
    expect(root.dataset['theme']).toBeUndefined();
  });
});
