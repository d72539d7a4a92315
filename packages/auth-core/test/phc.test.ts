import { describe, expect, it } from '@jest/globals';
import { parsePhc } from '../src/password/phc.ts';

const salt = 'c2FsdHNhbHRzYWx0c2FsdA';
const output = 'A'.repeat(43);
const phc = (costs: string, head = '$argon2id$v=19') => `${head}$${costs}$${salt}$${output}`;

describe('parsePhc', () => {
  const costs = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

  it.each(['m=19456,t=2,p=1', 'm=19456,p=1,t=2', 'p=1,t=2,m=19456'])('reads %s [CR-01]', (text) => {
    expect(parsePhc(phc(text))).toEqual({ algorithm: 'argon2id', version: 19, ...costs });
  });

  it.each(['argon2id', 'argon2i', 'argon2d'])('names %s', (algorithm) => {
    for (const [head, version] of [
      ['$v=19', 19],
      ['$v=16', 16],
      ['', 16],
    ] as const)
      expect(parsePhc(phc('m=19456,t=2,p=1', `$${algorithm}${head}`))).toEqual({
        algorithm,
        version,
        ...costs,
      });
  });

  it('takes the costs up to a bound that one log-in can bear', () => {
    expect(parsePhc(phc('m=262144,t=16,p=16'))).toBeDefined();
    for (const text of ['m=262145,t=2,p=1', 'm=19456,t=17,p=1', 'm=19456,t=2,p=17'])
      expect(parsePhc(phc(text))).toBeUndefined();
  });

  it.each([
    undefined,
    '',
    '$',
    '$$$$$',
    'plain',
    '$argon2id$',
    '$argon2id$v=19$m=19456,t=2,p=1',
    `$argon2id$v=19$m=19456,t=2,p=1$${salt}`,
    `$argon2id$v=19$m=19456,t=2,p=1$${salt}$`,
    `$argon2id$v=19$m=19456,t=2,p=1$$${output}`,
    `$argon2id$v=19$m=19456,t=2,p=1$${salt}$AAAA`,
    `$argon2id$v=19$m=19456,t=2,p=1$c2Fs$${output}`,
    `$argon2id$v=19$m=19456,t=2,p=1$${salt}$${output}$more`,
    `$argon2id$v=19$m=19456,t=2,p=1$${salt}!$${output}`,
    `$argon2id$v=19$m=19456,t=2,p=1$${salt}$${output}=`,
    `x${phc('m=19456,t=2,p=1')}`,
    `$argon2id$v=19$m=19456,t=2,p=1$!${salt}$${output}`,
    `$argon2id$v=19$m=19456,t=2,p=1$${salt}$=${output}`,
    phc('m=19456,t=2,p=1', '$argon2ids$v=19'),
    phc('m=19456,t=2,p=1', '$xargon2id$v=19'),
    phc('m=19456,t=2,p=1', '$argon2id$v=18'),
    phc('m=19456,t=2,p=1', '$argon2id$'),
    phc('m=19456,t=2,p=1', '$argon2x$v=19'),
    phc('m=19456,t=2,p=1', '$ARGON2ID$v=19'),
    phc(''),
    phc('m=19456,t=2'),
    phc('m=0,t=2,p=1'),
    phc('m=-1,t=2,p=1'),
    phc('m=19456,t=1.5,p=1'),
    phc('m=19456,t=2,p=one'),
    phc('m=Infinity,t=2,p=1'),
    phc('m=99999999999,t=2,p=1'),
    '$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW',
    'pbkdf2:sha256:260000$salt$hex',
  ])('finds no parameters in %j [CR-06]', (stored) => expect(parsePhc(stored)).toBeUndefined());
});
