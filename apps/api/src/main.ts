import 'reflect-metadata';
import { runCommand } from './run-command.ts';
import { start } from './start.ts';

await runCommand(() => start(process.env));
