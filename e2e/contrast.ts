import type { Locator } from '@playwright/test';

/** The contrast of two colours of an element as it is painted, by the names of their properties. */
export function contrast(element: Locator, ink: string, paper: string): Promise<number> {
  return element.evaluate(
    (node, [inkName, paperName]) => {
      const context = document.createElement('canvas').getContext('2d');
      if (!context) throw new Error('There is no canvas to mix colours on.');
      const luminance = (colour: string): number => {
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
        const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map(
          (value) => (value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4),
        );
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      /** Of the nearest element that paints it. */
      const colourOf = (name: string): string => {
        for (let each: Element | null = node; each; each = each.parentElement) {
          // A shadow is a colour with lengths behind it.
          const [colour = ''] =
            /^[\w-]+(?:\([^)]*\))?/.exec(getComputedStyle(each).getPropertyValue(name)) ?? [];
          if (!/^rgba\(.*, 0\)$|^transparent$|^none$/.test(colour)) return colour;
        }
        return 'white';
      };
      const lights = [luminance(colourOf(inkName)), luminance(colourOf(paperName))];
      return (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
    },
    [ink, paper] as const,
  );
}
