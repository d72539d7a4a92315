import { expect, it } from '@jest/globals';
it('x', () => { console.log(process.env['GATEHOUSE_TEST_POSTGRES']); expect(1).toBe(1); })
