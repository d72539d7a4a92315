import { printProgram } from './programs.mjs';

// `node scripts/find-program.mjs nginx`: the path of one that starts, for tests that need a real one.
await printProgram(process.argv[2]);
