import { styleText } from 'node:util';
import type { World } from './world.ts';

type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow';

/** Puts a style on words where that is wanted, and leaves them alone elsewhere. */
export type Paint = (style: Style, words: string) => string;

const plain: Paint = (_, words) => words;
const coloured: Paint = (style, words) => styleText(style, words, { validateStream: false });

/** Colours are for a terminal, unless somebody says otherwise (no-color.org). */
export function paintOf(stream: World['stdout'], { variables }: World): Paint {
  return stream.isTTY && !variables['NO_COLOR'] && variables['TERM'] !== 'dumb' ? coloured : plain;
}
