import { printProgram } from './programs.mjs';

// Prints the path of a Redis server that starts, for tests that need a real one.
await printProgram('redis');
