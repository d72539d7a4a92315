import 'reflect-metadata';
import { run } from './program.ts';

const { argv, stdin, stdout, stderr } = process;

process.exitCode = await run(argv.slice(2), { variables: process.env, stdin, stdout, stderr });
