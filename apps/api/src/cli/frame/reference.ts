import type { CommandUnknownOpts } from '@commander-js/extra-typings';

const head = `# Commands

What the operator does by hand: \`npm run gatehouse -- …\`, or \`node apps/api/dist/cli/main.js …\` where the product is built. Settings
are those of the server, from the same environment. Without \`DATABASE_URL\` a command works on the embedded database: through the server
that runs, or on its own while none does.

Commands follow the rules of the API: the last admin stays, passwords and names have to be as they have to be for everybody, and whoever is
logged in hears of what ends. What they do is an [event](events.md) with \`by: command\`.

- With \`--json\` the answer is JSON; news and errors go to the standard error either way.
- Exit codes: 0 done, 1 refused, 2 wrong usage, 78 wrong settings.
- What cannot be undone asks first. \`--yes\` answers; without it, and without a terminal, nothing is done.
- Colours are for terminals; \`NO_COLOR\` turns them off.

This page is printed by \`npm run --silent gatehouse -- reference\`, and a test compares the two.
`;

/** The page that documents all commands, in their own words. */
export function referenceOf(program: CommandUnknownOpts): string {
  return [head, ...program.commands.flatMap((command) => sectionsOf(command, ''))].join('\n');
}

function sectionsOf(command: CommandUnknownOpts, parent: string): string[] {
  const name = `${parent} ${command.name()}`.trim();
  if (name === 'reference') return [];
  const inner = command.commands.flatMap((member) => sectionsOf(member, name));
  if (inner.length > 0) return inner;
  return [`## ${name}\n`, `\`\`\`\n${command.helpInformation().trim()}\n\`\`\`\n`];
}
