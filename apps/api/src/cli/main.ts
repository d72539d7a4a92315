import 'reflect-metadata';
import { interruptionOf } from './frame/interruption.ts';
import { run } from './program.ts';

const { argv, stdin, stdout, stderr } = process;

const interruption = interruptionOf(process, [stdout, stderr]);
const world = { variables: process.env, interruption, stdin, stdout, stderr };
process.exitCode = await run(argv.slice(2), world);
