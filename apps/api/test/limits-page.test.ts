import { describe, expect, it } from '@jest/globals';
import { readEnv } from '../src/config/env.ts';
import { limitPolicy } from '../src/limits/limit-policy.ts';
import { read } from './source-files.ts';

const {
  account,
  address,
  pair,
  everybody,
  registrations,
  letters,
  registrationLinks,
  knownBrowsers,
  toldFailures,
  passwordResets,
} = limitPolicy;

describe('the page about limits', () => {
  it('says what the policy says [TH-01]', async () => {
    const page = (await read('docs/reference/limits.md')).replaceAll('\n', ' ');
    const { failuresPerAddress, registrationsPerAddress, resetsPerAddress } = readEnv({});
    const minutes = (seconds: number) => (seconds === 60 ? '1 minute' : `${seconds / 60} minutes`);
    const sentences = [
      `${account.freeTries} free, then a delay of ${account.firstDelay} second that doubles up to ${minutes(account.longestDelay)}`,
      `free again after ${account.quiet / 3600} hours without a try`,
      `in a row | ${account.failuresInARow}, however long`,
      `from one address | ${failuresPerAddress} in ${minutes(address.window)} | \`FAILURES_PER_ADDRESS\``,
      `at one account | ${pair.failures} in ${minutes(pair.window)}`,
      `${everybody.failures} in ${minutes(everybody.window)}; beyond, each try weighs ${everybody.weight}`,
      `to register with it | ${letters.letters} in ${letters.window / 3600} hour`,
      `the link of one registration | ${registrationLinks.failures}; then the link`,
      `for ${knownBrowsers.days} days, for up to ${knownBrowsers.perUser} browsers`,
      `| ${registrationsPerAddress} in ${registrations.window / 3600} hour | \`REGISTRATIONS_PER_ADDRESS\``,
      `| ${resetsPerAddress} in ${passwordResets.window / 3600} hour | \`RESETS_PER_ADDRESS\``,
      `whether anybody has it or not | ${passwordResets.perName} in ${passwordResets.window / 3600} hour`,
      `whatever they were asked for by | ${passwordResets.perPerson} in ${passwordResets.window / 3600} hour`,
      `when there were ${toldFailures} or more`,
    ];
    expect(sentences.filter((sentence) => !page.includes(sentence))).toEqual([]);
  });
});
