const START_LENGTH = 40;

/** The first words of a message, to name it by. */
export function startOf(content: string): string {
  const [line = ''] = content.split('\n');
  const characters = [...line];
  if (characters.length <= START_LENGTH) return line;
  return `${characters.slice(0, START_LENGTH).join('').trimEnd()}…`;
}
