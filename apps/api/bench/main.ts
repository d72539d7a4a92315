import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { help, readOptions } from './options.ts';
import { planOf } from './plan.ts';
import { report } from './report.ts';
import { run } from './run.ts';

const say = (words: string): void => void process.stderr.write(`${words}\n`);
/** With the seconds since the start, so that nobody wonders what takes long. */
const tell = (words: string): void =>
  say(
    `${Math.round(performance.now() / 1000)
      .toString()
      .padStart(4)} s  ${words}`,
  );

try {
  const options = readOptions(process.argv.slice(2));
  if (options.isHelp) {
    process.stdout.write(`${help}\n`);
  } else {
    const results = await run(planOf(options), tell);
    // npm runs this in the folder of its package; people name files from where they are.
    const file = resolve(process.env['INIT_CWD'] ?? '', options.json);
    await writeFile(file, `${JSON.stringify(results, undefined, 2)}\n`);
    process.stdout.write(`\n${report(results)}\n`);
    say(`\nWritten to ${file}.`);
  }
} catch (error) {
  say(error instanceof TypeError ? error.message : String(error instanceof Error && error.stack));
  process.exitCode = 1;
}
