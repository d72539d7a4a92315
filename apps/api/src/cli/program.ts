import { Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { Cli } from './frame/cli.ts';
import { exitCodes } from './frame/refusal.ts';
import { tellTrouble } from './frame/tell-trouble.ts';
import type { World } from './frame/world.ts';
import { reference } from './reference.ts';
import { commands, groups } from './registry.ts';

const epilogue = `
Exit codes: 0 done, 1 refused, 2 wrong usage, 78 wrong settings. Settings are those of the server, from the environment.`;

/** Of what is no terminal. */
const WIDTH = 80;

/** The command line, with as much of it as these words may mean. */
async function programOf(words: readonly string[], world: World): Promise<CommandUnknownOpts> {
  const cli = new Cli(world);
  const program = new Command('gatehouse').description('Gatehouse, by the hand of its operator.');
  const isAll = words[0] === 'reference';
  const named = groups.find(({ name }) => name === words[0]);
  for (const { name, summary, commands: members } of groups) {
    const group = new Command(name).summary(summary).description(`${summary}.`);
    if (isAll || name === named?.name)
      for (const load of members) group.addCommand((await load())(cli));
    program.addCommand(group);
  }
  if (!named) for (const load of commands) program.addCommand((await load())(cli));
  program.addCommand(reference(cli), { hidden: true });
  program.addHelpText('after', epilogue);
  return bound(program, world);
}

/** Runs one command to its end. @returns the exit code */
export async function run(given: readonly string[], world: World): Promise<number> {
  // Help of commander’s own knows one word, and ours may have two.
  const words = given[0] === 'help' ? [...given.slice(1), '--help'] : given;
  try {
    const program = await programOf(words, world);
    await program.parseAsync(words, { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    // What commander has to say of usage it has said already.
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
    return tellTrouble(error, world);
  }
}

/** Everything that commander writes goes where this run writes, and nothing of it ends the process. */
function bound(command: CommandUnknownOpts, world: World): CommandUnknownOpts {
  command.exitOverride().configureOutput({
    writeOut: (words) => void world.stdout.write(words),
    writeErr: (words) => void world.stderr.write(words),
    getOutHelpWidth: () => world.stdout.columns ?? WIDTH,
    getErrHelpWidth: () => world.stderr.columns ?? WIDTH,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
  command.configureHelp({ sortOptions: true });
  command.showHelpAfterError(`(gatehouse ${pathOf(command)} --help tells more)`.replace('  ', ' '));
  for (const member of command.commands) bound(member, world);
  return command;
}

function pathOf(command: CommandUnknownOpts): string {
  const parent = command.parent ? pathOf(command.parent) : undefined;
  return parent === undefined ? '' : `${parent} ${command.name()}`.trim();
}
